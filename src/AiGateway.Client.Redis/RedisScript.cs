using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>A script of the server, asked for by its hash; a server that does not know it yet gets its text.</summary>
internal sealed class RedisScript
{
    private readonly string _text;
    private readonly byte[] _hash;

    private RedisScript(string name)
    {
        _text = Read("common") + Read(name);
        _hash = Hash(_text);
    }

    public static RedisScript Reserve { get; } = new("reserve");

    public static RedisScript Settle { get; } = new("settle");

    public static RedisScript Usage { get; } = new("usage");

    public async Task<RedisResult> RunAsync(IDatabaseAsync database, RedisKey[] keys, RedisValue[] values)
    {
        try
        {
            return await database.ScriptEvaluateAsync(_hash, keys, values, CommandFlags.DemandMaster).ConfigureAwait(false);
        }
        catch (RedisServerException exception) when (exception.Kind is RedisErrorKind.NoScript)
        {
            return await database.ScriptEvaluateAsync(_text, keys, values, CommandFlags.DemandMaster).ConfigureAwait(false);
        }
    }

    private static string Read(string name)
    {
        using var stream = typeof(RedisScript).Assembly.GetManifestResourceStream($"{typeof(RedisScript).Namespace}.Scripts.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [SuppressMessage("Security", "CA5350", Justification = "The name that Redis itself gives to a script.")]
    private static byte[] Hash(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
}
