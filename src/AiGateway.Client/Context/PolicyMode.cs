namespace AiGateway.Client.Context;

/// <summary>Whether the decisions of a policy count.</summary>
public enum PolicyMode
{
    /// <summary>They are carried out.</summary>
    Enforce,

    /// <summary>They are only reported: for finding out what a policy would do.</summary>
    DryRun,
}
