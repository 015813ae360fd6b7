using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Governance;

/// <summary>What a policy may know of a request at one of its phases.</summary>
public sealed class GovernanceContext
{
    internal GovernanceContext(GatewayContext request, IReadOnlyList<ChatMessage> messages, GatewayChatOptions options, bool streamed)
    {
        Request = request;
        Messages = messages;
        Options = options;
        Streamed = streamed;
    }

    /// <summary>Gets the moment at which the policy is asked.</summary>
    public PolicyPhase Phase { get; internal set; }

    /// <summary>Gets the state of the request.</summary>
    public GatewayContext Request { get; }

    /// <summary>Gets the name of the route.</summary>
    public string Route => Request.Route;

    /// <summary>Gets who is asking.</summary>
    public GatewayCaller Caller => Request.Caller;

    /// <summary>Gets the labels of the request.</summary>
    public IDictionary<string, string>? Tags => Options.Tags;

    /// <summary>Gets the whole conversation, as earlier policies have left it. Not to be changed in place.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; internal set; }

    /// <summary>Gets the options, instructions and tools included. Not to be changed in place.</summary>
    public GatewayChatOptions Options { get; }

    /// <summary>Gets a value indicating whether the answer is streamed.</summary>
    public bool Streamed { get; }

    /// <summary>Gets the call, at phase <see cref="PolicyPhase.ToolCall"/>.</summary>
    public FunctionCallContent? ToolCall { get; internal set; }

    /// <summary>Gets the result, at phase <see cref="PolicyPhase.ToolResult"/>.</summary>
    public FunctionResultContent? ToolResult { get; internal set; }

    /// <summary>Gets the name of the tool whose call or result it is.</summary>
    /// <value><see langword="null"/> at other phases, and for the result of a call that is not in the conversation.</value>
    public string? ToolName { get; internal set; }

    /// <summary>Gets the text, at phase <see cref="PolicyPhase.ResponseText"/>: of a plain answer all of it, of a stream what may still be stopped and a little of what went before.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Gets how many characters at the start of <see cref="Text"/> have been delivered. They are there to look back at.</summary>
    public int Delivered { get; internal set; }

    /// <summary>Gets a value indicating whether nothing follows <see cref="Text"/>.</summary>
    public bool IsLast { get; internal set; }

    /// <summary>Gets the answer, at phase <see cref="PolicyPhase.Response"/>.</summary>
    public ChatResponse? Response { get; internal set; }

    /// <summary>Gets a value indicating whether nothing is to be reported, because the request is only looked at.</summary>
    internal bool IsPreview { get; init; }

    /// <summary>Shows every text of the request to a visitor: instructions, messages, calls and results of tools, and the tools themselves.</summary>
    /// <param name="visitor">Is given each text and where it stands; returns <see langword="false"/> to stop.</param>
    /// <returns><see langword="false"/> when the visitor stopped.</returns>
    public bool VisitTexts(GovernanceTextVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var walker = new DelegateVisitor(visitor);
        return TextWalk.Request(this, ref walker);
    }

    private readonly struct DelegateVisitor(GovernanceTextVisitor visitor) : ITextVisitor
    {
        public bool Visit(ReadOnlySpan<char> text, TextOrigin origin) => visitor(text, origin);
    }
}
