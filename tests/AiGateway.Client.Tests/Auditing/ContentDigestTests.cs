using AiGateway.Client.Auditing.Content;
using AiGateway.Client.Auditing.Keys;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Auditing;

/// <summary>A hash of content is the same in how many pieces it comes, and longer than every buffer.</summary>
public sealed class ContentDigestTests
{
    private static readonly AuditKey Key = new(new byte[32]);

    private static readonly string[] Pieces = ["token ", "ü", "\U0001F600", "\uD83D", "\uDE00", "日本", "\n", new('x', 509), ""];

    [Test]
    public void Hash_OfAnyTextInAnyPieces_IsThatOfTheWhole() =>
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 300], Gen.Int[1, 40]).Sample(
            (chosen, size) =>
            {
                var text = string.Concat(chosen);
                return HashOf([.. text.Chunk(size).Select(piece => new string(piece))]) == HashOf(text) && HashOf(chosen) == HashOf(text);
            },
            iter: 300, threads: 1);

    [Test]
    public void Hash_OfOtherKindsInBetween_TellsWhereTheyStand()
    {
        var call = new FunctionCallContent("c", "f");
        Assert.That(HashOf(new TextContent("ab"), call), Is.Not.EqualTo(HashOf(new TextContent("a"), call, new TextContent("b"))));
    }

    private static string HashOf(params string[] pieces) => HashOf([.. pieces.Select(piece => (AIContent)new TextContent(piece))]);

    private static string HashOf(params AIContent[] contents)
    {
        using var digest = new ContentDigest(Key, keepsText: false);
        digest.Add(contents);
        return digest.Finish().Hash;
    }
}
