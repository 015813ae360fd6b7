using System.Text;

namespace AiGateway.Client.Governance.Policies;

/// <summary>Removes, refuses or reports characters that hide something. Those that emoji and scripts are written with stay.</summary>
internal sealed class InvisibleUnicodePolicy(InvisibleUnicodePolicyOptions options) : TextPolicy(options, "invisible_unicode")
{
    protected override bool Finds(ReadOnlySpan<char> text, int from, bool complete)
    {
        var end = complete ? text.Length : Unsettled(text);
        return HiddenCharacters.Find(text, from, out _) is >= 0 and var start && start < end;
    }

    protected override int Unsettled(ReadOnlySpan<char> text) => HiddenCharacters.Unsettled(text);

    protected override string Rewrite(string text, int from)
    {
        var next = HiddenCharacters.Find(text, from, out var length);
        if (next < 0)
        {
            return from == 0 ? text : text[from..];
        }

        var output = new StringBuilder(text.Length - from);
        for (; next >= 0; next = HiddenCharacters.Find(text, from, out length))
        {
            output.Append(text, from, next - from);
            from = next + length;
        }

        return output.Append(text, from, text.Length - from).ToString();
    }
}
