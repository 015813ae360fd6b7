using System.Text;
using AiGateway.Client.Context;
using AiGateway.Client.Redaction;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Removes, refuses or reports addresses of other hosts in answers, by which a model that was talked into it would give something away.</summary>
internal sealed class LinkGuardPolicy(LinkGuardPolicyOptions options) : TextPolicy(options, "link_not_allowed")
{
    private const string Removed = "#removed";

    // What is longer than this and still open is settled as it is.
    private const int Open = 4_096;

    private readonly LinkScanner _links = new(new UrlHosts(options.AllowedHosts));

    public override PolicyPhase Phases => options.ToolCalls ? base.Phases : base.Phases & ~PolicyPhase.ToolCall;

    // What is allowed can become something else by what went before it.
    public override bool IsClear(ReadOnlySpan<char> text) => !LinkScanner.HasStart(text);

    protected override bool Finds(ReadOnlySpan<char> text, int from, bool complete)
    {
        for (var position = 0; _links.TryFind(text, ref position, out var link);)
        {
            if (link.IsForbidden && link.End > from && (complete || !link.IsOpen))
            {
                return true;
            }
        }

        return false;
    }

    protected override int Unsettled(ReadOnlySpan<char> text)
    {
        for (var position = Math.Max(0, text.Length - Open); _links.TryFind(text, ref position, out var link);)
        {
            if (link.IsOpen)
            {
                return link.RecognisedFrom;
            }
        }

        return LinkScanner.PartialStart(text);
    }

    protected override string Rewrite(string text, int from)
    {
        var (output, written) = (new StringBuilder(), from);
        for (var position = 0; _links.TryFind(text, ref position, out var link);)
        {
            if (link.IsForbidden && link.End > written)
            {
                var start = Math.Max(link.Start, written);
                output.Append(text, written, start - written).Append(Removed);
                written = link.End;
            }
        }

        return written == from && from == 0 ? text : output.Append(text, written, text.Length - written).ToString();
    }
}
