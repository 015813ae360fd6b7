using System.Net.Http.Headers;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Providers;

/// <summary>What one attempt saw of the provider's HTTP response: what SDK exceptions lose, and what SDKs swallow inside streams.</summary>
public sealed class ResponseCapture
{
    private static readonly AsyncLocal<ICaptureOwner?> Ambient = new();

    private ProviderFailure? _refusal;

    /// <summary>Gets the status of the response.</summary>
    /// <value><see langword="null"/> until headers have arrived.</value>
    public int? StatusCode { get; private set; }

    /// <summary>Gets the media type of the response.</summary>
    public string? MediaType { get; private set; }

    /// <summary>Gets the headers of the response.</summary>
    public HttpResponseHeaders? Headers { get; private set; }

    /// <summary>Gets the error object of a failed response, or of an error event inside a stream.</summary>
    public ProviderError? Error { get; internal set; }

    /// <summary>Gets a value indicating whether a request left for the provider.</summary>
    public bool Dispatched { get; internal set; }

    /// <summary>Gets the attempt's cancellation token, which ends the reading of the response's body even when the SDK does not look at it.</summary>
    internal CancellationToken CancellationToken { get; private init; }

    /// <summary>Gets the capture of the attempt that is being made; it is made when first asked for.</summary>
    internal static ResponseCapture? Current => Ambient.Value is { } owner ? owner.Capture ??= new ResponseCapture { CancellationToken = owner.Token } : null;

    /// <summary>Lets an attempt capture the responses to the calls that the present method makes.</summary>
    internal static void Begin(ICaptureOwner owner) => Ambient.Value = owner;

    /// <summary>Notes that the gateway itself refused to send the request.</summary>
    internal void Refuse(string errorCode) => _refusal = new ProviderFailure(FailureKind.BadRequest) { ErrorCode = errorCode };

    /// <summary>Says what the response itself proves about a failure.</summary>
    internal ProviderFailure? Classify(TimeProvider timeProvider)
    {
        if (_refusal is not null)
        {
            return _refusal;
        }

        if (StatusCode is not { } status || (status < 400 && Error is null))
        {
            return null;
        }

        var kind = Error?.Classify() is { } known && !IsVague(known, status) ? known
            : status < 400 ? FailureKind.ServerError
            : FailureClassifier.FromStatus(status, Error?.Name);
        return new ProviderFailure(kind)
        {
            StatusCode = status,
            ErrorCode = Error?.Name,
            RetryAfter = (Headers is { } headers ? RetryAfter.Read(headers, timeProvider) : null) ?? Error?.RetryAfter,
        };
    }

    internal void Record(HttpResponseMessage response)
    {
        StatusCode = (int)response.StatusCode;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        Headers = response.Headers;
    }

    // "invalid_request" and "api_error" style types say less than a precise status does.
    private static bool IsVague(FailureKind kind, int status) => kind is FailureKind.ServerError && status >= 400;
}
