using System.Buffers;
using System.Text;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Takes the effect from marks of other speakers, or refuses or reports them.</summary>
internal sealed class RoleMarkersPolicy : TextPolicy
{
    private static readonly string[] BuiltIn =
    [
        "<|im_start|>", "<|im_end|>", "<|im_sep|>", "<|system|>", "<|user|>", "<|assistant|>", "<|endoftext|>", "<|end|>", "<|eot_id|>", "<|begin_of_text|>", "<|start_header_id|>",
        "<|end_header_id|>", "<|channel|>", "<|message|>", "<start_of_turn>", "<end_of_turn>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]",
        "### System:", "### Instruction:", "### Human:", "### User:", "### Assistant:", "### Response:", "\n\nHuman:", "\n\nAssistant:", "\r\n\r\nHuman:", "\r\n\r\nAssistant:",
    ];

    private readonly string[] _markers;
    private readonly SearchValues<string> _search;
    private readonly SearchValues<char> _first;
    private readonly int _longest;

    public RoleMarkersPolicy(RoleMarkersPolicyOptions options)
        : base(options, "role_marker")
    {
        _markers =
        [
            .. BuiltIn.Where(marker => !options.Markers.TryGetValue(marker, out var kept) || kept).Concat(options.Markers.Where(marker => marker.Value).Select(marker => marker.Key))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        _search = SearchValues.Create(_markers, StringComparison.OrdinalIgnoreCase);
        _first = SearchValues.Create([.. _markers.SelectMany(marker => new[] { char.ToUpperInvariant(marker[0]), char.ToLowerInvariant(marker[0]) }).Distinct()]);
        _longest = _markers.Length == 0 ? 0 : _markers.Max(marker => marker.Length);
    }

    protected override bool Finds(ReadOnlySpan<char> text, int from, bool complete)
    {
        // Most texts have no sign that begins one, which is found out in a fraction of the time.
        if (!text.ContainsAny(_first))
        {
            return false;
        }

        // A mark that begins in what was delivered ends behind it.
        var start = Math.Max(0, from - _longest);
        for (var next = text[start..].IndexOfAny(_search); next >= 0; next = text[start..].IndexOfAny(_search))
        {
            start += next;
            if (EndsBehind(text[start..], from - start))
            {
                return true;
            }

            start++;
        }

        return false;
    }

    protected override int Unsettled(ReadOnlySpan<char> text)
    {
        var start = Math.Max(0, text.Length - _longest + 1);
        for (var next = text[start..].IndexOfAny(_first); next >= 0; next = text[start..].IndexOfAny(_first))
        {
            start += next;
            foreach (var marker in _markers)
            {
                if (marker.AsSpan().StartsWith(text[start..], StringComparison.OrdinalIgnoreCase))
                {
                    return start;
                }
            }

            start++;
        }

        return text.Length;
    }

    protected override string Rewrite(string text, int from)
    {
        var rest = text.AsSpan(from);
        var next = rest.IndexOfAny(_search);
        if (next < 0)
        {
            return from == 0 ? text : rest.ToString();
        }

        var output = new StringBuilder(rest.Length + 8);
        for (; next >= 0; next = rest.IndexOfAny(_search))
        {
            output.Append(rest[..(next + 1)]).Append(' ');
            rest = rest[(next + 1)..];
        }

        return output.Append(rest).ToString();
    }

    private bool EndsBehind(ReadOnlySpan<char> text, int place)
    {
        foreach (var marker in _markers)
        {
            if (marker.Length > place && text.StartsWith(marker, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
