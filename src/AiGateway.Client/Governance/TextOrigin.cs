namespace AiGateway.Client.Governance;

/// <summary>Where a text of a request stands.</summary>
public enum TextOrigin
{
    /// <summary>The instructions of the options, or a message of the system.</summary>
    Instructions,

    /// <summary>A message of the user, or of a role that is not known.</summary>
    User,

    /// <summary>A message of the model.</summary>
    Assistant,

    /// <summary>The name or an argument of a call.</summary>
    ToolCall,

    /// <summary>The result of a call.</summary>
    ToolResult,

    /// <summary>The name, the description or the schema of a tool, or the schema of the answer.</summary>
    Tool,
}
