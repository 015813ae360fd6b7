namespace AiGateway.Client.Context;

/// <summary>The moments at which policies are asked. A policy names those that it takes part in.</summary>
[Flags]
public enum PolicyPhase
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The whole request: messages, instructions, tools and options.</summary>
    Request = 1,

    /// <summary>The result of a tool, on its way to the model as part of the next request.</summary>
    ToolResult = 2,

    /// <summary>The call of a tool that the model wishes, before the application sees it.</summary>
    ToolCall = 4,

    /// <summary>The text of an answer: of a plain one as a whole, of a streamed one window by window, each before it is delivered.</summary>
    ResponseText = 8,

    /// <summary>The whole answer. A stream is kept back until its end for it.</summary>
    Response = 16,
}
