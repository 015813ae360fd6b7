namespace AiGateway.Client.Redaction;

/// <summary>What is done with content that redaction cannot look into.</summary>
public enum ContentPolicy
{
    /// <summary>The request is refused.</summary>
    Block,

    /// <summary>The content passes as it is.</summary>
    Allow,
}
