namespace AiGateway.Client.Auditing.Chain;

/// <summary>By what a store is judged.</summary>
public sealed class AuditVerificationOptions
{
    /// <summary>Gets or sets the time for which records are to be kept. Earlier ones may be missing at the beginning of a chain.</summary>
    /// <value>Default 183 days; 0 for ever.</value>
    public TimeSpan Retention { get; set; } = AuditOptions.DefaultRetention;

    /// <summary>Gets or sets the secret with which checkpoints are sealed: <see cref="AuditOptions.ChainKey"/>.</summary>
    /// <value>Default <see langword="null"/>: seals are not looked at.</value>
    public string? ChainKey { get; set; }

    /// <summary>Gets or sets the clock.</summary>
    /// <value>Default that of the system.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
