using System.ClientModel.Primitives;

namespace AiGateway.Client.Providers;

/// <summary>How an endpoint that speaks OpenAI's protocol is reached.</summary>
/// <param name="Endpoint">The address to which <c>/chat/completions</c> is appended.</param>
/// <param name="Authentication">Writes the key or token into requests.</param>
/// <param name="Http">The client that sends them, from <see cref="ProviderHttp"/>.</param>
public sealed record OpenAIConnection(Uri Endpoint, AuthenticationPolicy Authentication, HttpClient Http);
