namespace AiGateway.Client.Telemetry;

/// <summary>What signals hold beyond names and numbers.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Gets or sets a value indicating whether each attempt has the span and the metrics of OpenTelemetry's conventions for generative AI.</summary>
    /// <value>Default <see langword="true"/>. While nobody listens to them they cost a few checks per attempt, and nothing per update.</value>
    public bool GenAI { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether messages, tools and further properties are written to the spans of attempts.</summary>
    /// <value>
    /// Default <see langword="false"/>, whatever environment variables say. They are written as the provider gets them: with pseudonyms, where redaction is on.
    /// </value>
    public bool EnableSensitiveData { get; set; }

    /// <summary>Gets or sets which signals name the tenant.</summary>
    /// <value>Default <see cref="CallerSignals.None"/>.</value>
    public CallerSignals Tenant { get; set; }

    /// <summary>Gets or sets which signals name the user: personal data.</summary>
    /// <value>Default <see cref="CallerSignals.None"/>.</value>
    public CallerSignals User { get; set; }
}
