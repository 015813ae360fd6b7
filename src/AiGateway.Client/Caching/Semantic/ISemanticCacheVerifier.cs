namespace AiGateway.Client.Caching.Semantic;

/// <summary>Has the last word on whether an answer to one question is given to another, such as a small model or a cross-encoder.</summary>
/// <remarks>It is asked after the threshold and the gates, within <see cref="SemanticCacheOptions.VerifierTimeout"/>. One that fails or is late has said no.</remarks>
public interface ISemanticCacheVerifier
{
    /// <summary>Decides.</summary>
    /// <param name="match">The two questions, as redaction let them through.</param>
    /// <param name="cancellationToken">A token that is cancelled when the time is up.</param>
    /// <returns><see langword="true"/> when one answer fits both.</returns>
    ValueTask<bool> VerifyAsync(SemanticMatch match, CancellationToken cancellationToken);
}
