namespace AiGateway.Client.Providers;

/// <summary>A request carries options that its provider does not take, and the provider is configured to reject them. Nothing was sent.</summary>
public sealed class OptionNotSupportedException : NotSupportedException
{
    /// <summary>The error code of the failed attempt.</summary>
    public const string ErrorCode = "option_not_supported";

    internal OptionNotSupportedException(string provider, string model, IReadOnlyList<string> options)
        : base($"Provider '{provider}' does not pass on these options to model '{model}': {string.Join(", ", options)}. " +
            $"Leave them out, choose another target, or set {nameof(ProviderOptions.DroppedOptions)} of the provider to {DroppedOptionsMode.Warn}.")
    {
        Provider = provider;
        Model = model;
        Options = options;
    }

    /// <summary>Gets the provider's name as configured.</summary>
    public string Provider { get; }

    /// <summary>Gets the model that was to be asked.</summary>
    public string Model { get; }

    /// <summary>Gets the names of the options.</summary>
    public IReadOnlyList<string> Options { get; }
}
