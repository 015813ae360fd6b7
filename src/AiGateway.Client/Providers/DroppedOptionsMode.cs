namespace AiGateway.Client.Providers;

/// <summary>What happens to a request with options that the provider's adapter would drop without a word.</summary>
public enum DroppedOptionsMode
{
    /// <summary>The request is sent; a warning names each option once per target.</summary>
    Warn,

    /// <summary>The attempt fails as a bad request with error code <c>option_not_supported</c>; nothing is sent.</summary>
    Reject,

    /// <summary>The request is sent, and nothing is said.</summary>
    Ignore,
}
