using AiGateway.Client.Metering;
using AiGateway.Client.Providers;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Routing.Tracing;

/// <summary>The target whose attempts are traced.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Key">The name of its key.</param>
/// <param name="Meter">What prices its answers.</param>
/// <param name="Classify">What tells the meaning of its failures.</param>
internal sealed record GenAISubject(string Target, string? Key, AttemptMeter Meter, Func<Exception, ResponseCapture?, ProviderFailure> Classify);
