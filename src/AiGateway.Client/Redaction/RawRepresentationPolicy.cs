namespace AiGateway.Client.Redaction;

/// <summary>What is done with a <see cref="Microsoft.Extensions.AI.ChatOptions.RawRepresentationFactory"/>, which can send anything past redaction.</summary>
public enum RawRepresentationPolicy
{
    /// <summary>The request is refused.</summary>
    Block,

    /// <summary>The factory is left out.</summary>
    Drop,

    /// <summary>The factory is passed on. What it makes is not redacted.</summary>
    Allow,
}
