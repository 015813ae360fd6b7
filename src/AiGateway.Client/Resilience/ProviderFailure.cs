using System.Buffers;

namespace AiGateway.Client.Resilience;

/// <summary>A provider's failure, classified. Carries no message: a provider's text may quote the prompt.</summary>
/// <param name="Kind">What went wrong.</param>
public sealed record ProviderFailure(FailureKind Kind)
{
    private const int MaxCodeLength = 64;

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");

    /// <summary>Gets the HTTP status code.</summary>
    /// <value><see langword="null"/> when no answer with a status arrived.</value>
    public int? StatusCode { get; init; }

    /// <summary>Gets the provider's own error code, such as <c>insufficient_quota</c>.</summary>
    /// <value><see langword="null"/> when the provider named none, and for a text that is no code: it may quote the prompt.</value>
    public string? ErrorCode
    {
        get;
        init => field = IsCode(value) ? value : null;
    }

    /// <summary>Gets how long the provider asks to wait before the next attempt.</summary>
    /// <value><see langword="null"/> when the provider did not say.</value>
    public TimeSpan? RetryAfter { get; init; }

    private static bool IsCode(string? text) => text is { Length: > 0 and <= MaxCodeLength } && !text.AsSpan().ContainsAnyExcept(CodeCharacters);

    /// <summary>Describes the failure on one line, for messages and logs.</summary>
    /// <returns>Kind, status and code.</returns>
    public override string ToString() => (StatusCode, ErrorCode) switch
    {
        (int status, string code) => $"{Kind} (HTTP {status}, code '{code}')",
        (int status, null) => $"{Kind} (HTTP {status})",
        (null, string code) => $"{Kind} (code '{code}')",
        _ => Kind.ToString(),
    };
}
