using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Options of provider type <c>Anthropic</c>.</summary>
public sealed class AnthropicProviderOptions : ProviderOptions
{
    /// <summary>Gets or sets the most tokens to generate when a request does not say.</summary>
    /// <value>
    /// Default 16384; at least 1. The API insists on a limit, and an answer that reaches it is cut with finish reason <c>length</c>. The default is within
    /// the limit of every current model and short enough to be answered without streaming (Anthropic's "Errors" page, long requests).
    /// </value>
    public int DefaultMaxTokens { get; set; } = 16_384;

    /// <summary>Gets or sets the version of the API to ask for (header <c>anthropic-version</c>).</summary>
    /// <value>Default <see langword="null"/>: the version that the SDK was made for.</value>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets the beta features to switch on (header <c>anthropic-beta</c>), separated by commas.</summary>
    /// <value>Default <see langword="null"/>: none beyond those that the SDK itself asks for.</value>
    public string? Beta { get; set; }

    /// <summary>Gets or sets how <see cref="ChatOptions.Reasoning"/> is sent.</summary>
    /// <value>
    /// Default <see langword="null"/>: extended thinking for models before Claude 4.6, adaptive thinking for later ones
    /// (Anthropic's "Migration guide").
    /// </value>
    public AnthropicThinkingMode? Thinking { get; set; }
}
