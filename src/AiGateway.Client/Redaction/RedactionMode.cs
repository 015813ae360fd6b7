namespace AiGateway.Client.Redaction;

/// <summary>Whether redaction acts, or only counts.</summary>
public enum RedactionMode
{
    /// <summary>Values are replaced.</summary>
    Enforce,

    /// <summary>Values are counted and pass: for finding out what redaction would do.</summary>
    DryRun,
}
