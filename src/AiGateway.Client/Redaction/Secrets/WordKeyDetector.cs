using AiGateway.Client.Redaction.Detectors;

namespace AiGateway.Client.Redaction.Secrets;

/// <summary>Keys that are a word of one length, with two letters at one end that are too common to look for.</summary>
internal sealed class WordKeyDetector() : WordDetector(EntityNames.Secret, new WordShape(WordKind.Mixed, TwilioLength, TwilioLength), new WordShape(WordKind.Mixed, NewRelicLength, NewRelicLength))
{
    private const int TwilioLength = 34;
    private const int NewRelicLength = 40;

    public override bool TryFind(in TextWord word, out Detection found)
    {
        found = default;
        var subType = word.Value switch
        {
            ['S', 'K', ..] when word.Length == TwilioLength => "twilio/api-key",
            ['A', 'C', ..] when word.Length == TwilioLength => "twilio/account",
            [.., 'N', 'R', 'A', 'L'] when word.Length == NewRelicLength => "newrelic/license-key",
            _ => null,
        };
        if (subType is null) return false;
        var digits = word.Length == TwilioLength ? word.Value[2..] : word.Value[..^4];
        if (digits.ContainsAnyExcept(KeyCharacters.Hex) || Entropy.BitsPerCharacter(digits) < 2.8 || !TokenEdge.IsStart(word.Text, word.Start)) return false;
        found = At(word.Start, word.End, 0.9) with { SubType = subType };
        return true;
    }
}
