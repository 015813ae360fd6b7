using AiGateway.Client.Caching.Semantic;

namespace AiGateway.Client.Tests.Caching.Semantic;

/// <summary>A verifier made of a callback.</summary>
internal sealed class FakeVerifier(Func<SemanticMatch, CancellationToken, Task<bool>> verify) : ISemanticCacheVerifier
{
    public ValueTask<bool> VerifyAsync(SemanticMatch match, CancellationToken cancellationToken) => new(verify(match, cancellationToken));
}
