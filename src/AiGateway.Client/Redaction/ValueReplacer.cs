using System.Text;
using AiGateway.Client.Context;

namespace AiGateway.Client.Redaction;

/// <summary>The second walk over a request: replaces every value that the first one found, wherever it is.</summary>
internal sealed class ValueReplacer(RedactionOptions options, PseudonymMap? map, GatewayContext? context) : OutboundRewriter(options)
{
    private readonly ValueMatcher? _matcher = map is { Values.Count: > 0 } ? new ValueMatcher(map) : null;
    private readonly List<Detection> _found = [];

    protected override string Rewrite(string text)
    {
        if (_matcher is null)
        {
            return text;
        }

        return JsonRewriter.RewriteDocument(text, this) ?? Replace(text, _matcher);
    }

    private string Replace(string text, ValueMatcher matcher)
    {
        _found.Clear();
        matcher.Find(text, _found);
        if (_found.Count == 0)
        {
            return text;
        }

        var output = new StringBuilder(text.Length + 16);
        var position = 0;
        foreach (var match in _found)
        {
            output.Append(text, position, match.Start - position);
            Append(output, match.Entity, text.Substring(match.Start, match.Length));
            position = match.End;
        }

        return output.Append(text, position, text.Length - position).ToString();
    }

    private void Append(StringBuilder output, string entity, string value)
    {
        if (entity == PseudonymMap.Literal && KeepsPseudonyms)
        {
            output.Append(value);
            return;
        }

        output.Append(map!.Replace(entity, value));
        if (entity != PseudonymMap.Literal)
        {
            context?.CountRedaction(entity);
        }
    }
}
