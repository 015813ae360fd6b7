using System.Security.Cryptography;

namespace AiGateway.Client.Context;

/// <summary>Request ids: a random prefix per process and a counter, so that an id costs one string.</summary>
internal static class RequestIds
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int PrefixLength = 12;
    private const int CounterLength = 8;

    private static readonly string Prefix = RandomNumberGenerator.GetString(Alphabet, PrefixLength);
    private static long _counter;

    public static string Next() => string.Create(PrefixLength + 1 + CounterLength, Interlocked.Increment(ref _counter), static (id, counter) =>
    {
        Prefix.CopyTo(id);
        id[PrefixLength] = '-';
        for (var i = id.Length - 1; i > PrefixLength; i--)
        {
            id[i] = Alphabet[(int)(counter & 31)];
            counter >>= 5;
        }
    });
}
