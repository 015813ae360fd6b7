using System.Collections.Frozen;
using AiGateway.Client.Caching;
using AiGateway.Client.Context;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Tests.Caching;

/// <summary>Makes keys of requests that differ in one respect.</summary>
internal static class KeyTest
{
    public static KeyFacts Facts(string partition = "Tenant") => new(CachePartition.Parse(partition)!, FrozenDictionary<string, string>.Empty);

    public static CacheKey Key(IEnumerable<ChatMessage> messages, ChatOptions? options = null, string partition = "Tenant") =>
        CacheKey.Create(Facts(partition), null, messages, options);

    public static bool AreEqual(in CacheKey left, in CacheKey right)
    {
        Assert.That((left.Reason, right.Reason), Is.EqualTo((CacheBypass.None, CacheBypass.None)));
        return KeyComparer.Instance.Equals(left.View, right.Own());
    }

    public static bool SameOptions(Action<GatewayChatOptions> change, Action<GatewayChatOptions>? basis = null, string partition = "Tenant")
    {
        var (left, right) = (new GatewayChatOptions(), new GatewayChatOptions());
        basis?.Invoke(left);
        change(right);
        using var first = Key([new(ChatRole.User, "Hi")], left, partition);
        using var second = Key([new(ChatRole.User, "Hi")], right, partition);
        return AreEqual(first, second);
    }

    public static bool SameMessages(IEnumerable<ChatMessage> left, IEnumerable<ChatMessage> right)
    {
        using var first = Key(left);
        using var second = Key(right);
        return AreEqual(first, second);
    }

    public static CacheBypass Reason(ChatMessage message, ChatOptions? options = null)
    {
        using var key = Key([message], options);
        return key.Reason;
    }
}
