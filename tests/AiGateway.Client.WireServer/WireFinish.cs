namespace AiGateway.Client.Wire;

/// <summary>Why the model stopped, in no vendor's terms.</summary>
public enum WireFinish
{
    /// <summary>It had said everything, or met a stop sequence.</summary>
    Stop,

    /// <summary>It reached the limit of output tokens.</summary>
    Length,

    /// <summary>It asks for tools.</summary>
    ToolCalls,

    /// <summary>The vendor's filter cut it off; Anthropic says <c>refusal</c>.</summary>
    ContentFilter,
}
