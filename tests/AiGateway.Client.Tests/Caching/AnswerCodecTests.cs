using System.Collections;
using System.Reflection;
using System.Text.Json;
using AiGateway.Client.Caching;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>What another process reads is what was written, or nothing.</summary>
public sealed class AnswerCodecTests
{
    // What is not kept: the provider's own form of things, and what would make an answer unfit to be kept.
    private static readonly string[] NotStored =
    [
        "ChatResponse.RawRepresentation", "ChatResponse.ConversationId", "ChatResponse.ContinuationToken", "ChatMessage.RawRepresentation", "AIContent.RawRepresentation",
        "AIAnnotation.RawRepresentation", "FunctionCallContent.Exception",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String[0, 20], Gen.Char.Array[0, 6].Select(units => new string(units)));

    private static readonly Gen<object?> Value = Gen.OneOf(
        Gen.Bool.Select(_ => (object?)null), Text.Select(text => (object?)text), Gen.Int.Select(number => (object?)number), Gen.Long.Select(number => (object?)number),
        Gen.Double.Select(number => (object?)number), Gen.Bool.Select(flag => (object?)flag), Gen.Int.Select(number => (object?)Json($$"""{ "a": [{{number}}] }""")));

    // Additional properties take a name once, whatever its case.
    private static readonly Gen<Dictionary<string, object?>> Map = Gen.Dictionary(Text, Value)[0, 3]
        .Select(map => map.DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToDictionary());

    private static readonly Gen<AIContent> Content = Gen.OneOf(
        Text.Select(text => (AIContent)new TextContent(text)),
        Gen.Select(Text, Text, (text, data) => (AIContent)new TextReasoningContent(text) { ProtectedData = data }),
        Gen.Select(Gen.Byte.Array[0, 40], Text, (data, name) => (AIContent)new DataContent(data, "image/png") { Name = name }),
        Gen.Int.Select(number => (AIContent)new UriContent(new Uri($"http://h/{number}"), "image/png")),
        Gen.Select(Text, Text, Map, (id, name, map) => (AIContent)new FunctionCallContent(id, name, map)),
        Gen.Long.Select(count => (AIContent)new UsageContent(new UsageDetails { OutputTokenCount = count })));

    private static readonly Gen<ChatMessage> Message = Gen.Select(Text, Content.List[1, 4], Map, (author, contents, map) =>
        new ChatMessage(ChatRole.Assistant, contents) { AuthorName = author, AdditionalProperties = new(map) });

    private static readonly Gen<CachedAnswer> Answers = Gen.Select(Message.List[1, 3], Text, Gen.Long[0, long.MaxValue], (messages, id, cost) => new CachedAnswer
    {
        Response = new ChatResponse(messages) { FinishReason = ChatFinishReason.Stop, ResponseId = id, CreatedAt = DateTimeOffset.UnixEpoch },
        CostNanos = cost,
        Model = id,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddTicks(cost % TimeSpan.TicksPerDay),
    });

    [Test]
    public void Decode_WhatWasEncoded_IsTheSame() => Answers.Sample(answer =>
    {
        var read = AnswerCodec.Decode(AnswerCodec.Encode(answer))!;
        return (read.CostNanos, read.Model, read.ExpiresAt, read.Response!.ResponseId) == (answer.CostNanos, answer.Model, answer.ExpiresAt, answer.Response!.ResponseId)
            && Describe(read.Response) == Describe(answer.Response);
    });

    [Test]
    public void Decode_EverySettableProperty_IsThere()
    {
        var response = (ChatResponse)Fill(typeof(ChatResponse))!;
        response.FinishReason = ChatFinishReason.Stop;
        var read = AnswerCodec.Decode(AnswerCodec.Encode(new CachedAnswer { Response = response }))!;
        Assert.That(Describe(read.Response), Is.EqualTo(Describe(response)));
        Assert.That(Describe(response), Does.Contain("InputAudioTokenCount").And.Contain("EndIndex").And.Contain("CallId").And.Contain("ProtectedData"));
    }

    [Test]
    public void Decode_OfAnotherVersion_IsAMiss([Values(0, 2, 255)] int version)
    {
        var data = Encoded();
        data[0] = (byte)version;
        BitConverter.TryWriteBytes(data.AsSpan(data.Length - 8), FastHash.Compute(data.AsSpan(0, data.Length - 8), (ulong)version));
        Assert.That(AnswerCodec.Decode(data), Is.Null);
    }

    [Test]
    public void Decode_Truncated_IsAMiss()
    {
        var data = Encoded();
        Assert.That(Enumerable.Range(0, data.Length).Where(length => AnswerCodec.Decode(data.AsSpan(0, length)) is not null), Is.Empty);
        Assert.That(AnswerCodec.Decode([.. data, 0]), Is.Null);
    }

    [Test]
    public void Decode_AnyBitDamaged_IsAMiss()
    {
        var data = Encoded();
        for (var bit = 0; bit < data.Length * 8; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(AnswerCodec.Decode(data), Is.Null, $"bit {bit}");
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void Decode_OtherBytesWithTheRightChecksum_NeverThrows() => Gen.Byte.Array[0, 200].Sample(body =>
    {
        byte[] data = [1, .. body];
        _ = AnswerCodec.Decode([.. data, .. BitConverter.GetBytes(FastHash.Compute(data, 1))]);
    });

    [Test]
    public void Encode_IsCompact() => Assert.That(Encoded(), Has.Length.LessThan(CacheTest.Answer().Text.Length + 120));

    private static byte[] Encoded() => AnswerCodec.Encode(new CachedAnswer
    {
        Response = CacheTest.Answer(),
        Provider = "openai",
        Model = "m-1",
        Target = "main",
        Route = "chat",
        CostNanos = 1_000,
        ExpiresAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        StaleUntil = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    });

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    // Two answers are the same when this is, whatever their types will have in the future.
    private static string Describe(object? value) => value switch
    {
        null => "null",
        string text => "\"" + string.Join('.', text.Select(unit => (int)unit)) + "\"",
        byte[] data => Convert.ToHexString(data),
        ReadOnlyMemory<byte> data => Convert.ToHexString(data.Span),
        JsonElement json => json.GetRawText(),
        IEnumerable<KeyValuePair<string, object?>> map => "{" + string.Join(",", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Describe(pair.Key) + Describe(pair.Value))) + "}",
        IEnumerable list => "[" + string.Join(",", list.Cast<object?>().Select(Describe)) + "]",
        _ when value.GetType().Namespace == typeof(ChatResponse).Namespace && value is not (ChatRole or ChatFinishReason) => value.GetType().Name + "("
            + string.Join(",", Properties(value.GetType()).Where(property => !NotStored.Contains(NameOf(property))).Select(property => property.Name + ":" + Describe(property.GetValue(value)))) + ")",
        _ => value.GetType().Name + FormattableString.Invariant($":{value:R}"),
    };

    private static object? Fill(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Fill(inner) : type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 1L << 40,
        _ when type == typeof(Uri) => new Uri("http://h/x"),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        _ when type == typeof(ChatRole) => ChatRole.Assistant,
        _ when type == typeof(ChatFinishReason) => ChatFinishReason.Stop,
        _ when type == typeof(AdditionalPropertiesDictionary) => new AdditionalPropertiesDictionary { ["a"] = 1L, ["b"] = Json("[1]") },
        _ when type == typeof(AdditionalPropertiesDictionary<long>) => new AdditionalPropertiesDictionary<long> { ["a"] = 1 },
        _ when type == typeof(IDictionary<string, object?>) => new Dictionary<string, object?> { ["a"] = 1.5 },
        _ when type == typeof(IList<ChatMessage>) => new List<ChatMessage> { (ChatMessage)Fill(typeof(ChatMessage))! },
        _ when type == typeof(IList<AIContent>) => new List<AIContent>(Contents().Select(content => (AIContent)FillIn(content))),
        _ when type == typeof(IList<AIAnnotation>) => new List<AIAnnotation> { (AIAnnotation)FillIn(new CitationAnnotation()) },
        _ when type == typeof(IList<AnnotatedRegion>) => new List<AnnotatedRegion> { (AnnotatedRegion)FillIn(new TextSpanAnnotatedRegion()) },
        _ when type.Namespace == typeof(ChatResponse).Namespace => FillIn(Activator.CreateInstance(type)!),
        _ => throw new AssertionException($"How is a {type.Name} made?"),
    };

    private static object FillIn(object target)
    {
        foreach (var property in Properties(target.GetType()).Where(property => property.SetMethod?.IsPublic is true && !NotStored.Contains(NameOf(property))))
        {
            property.SetValue(target, property.Name == nameof(UriContent.MediaType) ? "image/png" : Fill(property.PropertyType));
        }

        return target;
    }

    private static IEnumerable<AIContent> Contents() =>
        [new TextContent("x"), new TextReasoningContent("x"), new DataContent(new byte[] { 1, 2 }, "image/png"), new UriContent("http://h/x", "image/png"), new FunctionCallContent("c", "f"), new UsageContent()];

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0);

    private static string NameOf(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";
}
