using System.Net.Http.Headers;
using AiGateway.Client.Resilience;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>What one attempt saw of the provider's HTTP response: what SDK exceptions lose, and what SDKs swallow inside streams.</summary>
public sealed class ResponseCapture
{
    private static readonly AsyncLocal<ICaptureOwner?> Ambient = new();

    private ProviderFailure? _refusal;
    private HttpRequestHeaders? _request;
    private HttpContent? _content;
    private int _released;

    /// <summary>Gets the status of the response.</summary>
    /// <value><see langword="null"/> until headers have arrived.</value>
    public int? StatusCode { get; private set; }

    /// <summary>Gets the media type of the response.</summary>
    public string? MediaType { get; private set; }

    /// <summary>Gets the headers of the response.</summary>
    public HttpResponseHeaders? Headers { get; private set; }

    /// <summary>Gets the error object of a failed response, or of an error event inside a stream.</summary>
    public ProviderError? Error { get; private set; }

    /// <summary>Gets a value indicating whether a request left for the provider.</summary>
    public bool Dispatched { get; private set; }

    /// <summary>Gets the usage that a stream reported on its way, for the case that its end is never seen.</summary>
    internal UsageDetails? Usage { get; private set; }

    /// <summary>Gets the attempt's cancellation token, which ends the reading of the response's body even when the SDK does not look at it.</summary>
    internal CancellationToken CancellationToken { get; private init; }

    /// <summary>Gets the capture of the attempt that is being made; it is made when first asked for.</summary>
    internal static ResponseCapture? Current => Ambient.Value is { } owner ? owner.Capture ??= new ResponseCapture { CancellationToken = owner.Token } : null;

    /// <summary>Gets the attempt that is being made.</summary>
    internal static ICaptureOwner? Owner => Ambient.Value;

    /// <summary>Notes usage that a stream reports before its end, so that it is not lost when the stream breaks. For adapters, to be called while the first update is awaited.</summary>
    /// <param name="usage">The usage so far.</param>
    public static void ReportUsage(UsageDetails usage)
    {
        if (Current is { } capture)
        {
            capture.Usage = usage;
        }
    }

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

    /// <summary>Corrects what an exception's type suggests by what the response proves.</summary>
    internal static ProviderFailure Correct(ProviderFailure failure, ResponseCapture? capture) =>
        // Once an answer is there, an SDK that complains of an argument has stumbled over the answer, not over the request.
        failure.Kind is FailureKind.BadRequest && capture?.StatusCode is { } status
            ? new ProviderFailure(FailureKind.InvalidResponse) { StatusCode = status }
            : failure;

    /// <summary>Notes the request, whose keys are then kept out of what its response says.</summary>
    internal void Dispatch(HttpRequestMessage request)
    {
        Dispatched = true;
        _request = request.Headers;
    }

    /// <summary>Takes the error out of a body, or of one event of a stream; the first one counts.</summary>
    /// <returns>The body without the request's keys.</returns>
    internal byte[] RecordError(ReadOnlySpan<byte> body)
    {
        var clean = KeyScrubber.Scrub(body, _request);
        Error ??= ProviderError.Read(clean);
        return clean;
    }

    /// <summary>Frees the connection of an attempt that has failed or was left.</summary>
    /// <remarks>SDKs lose a response when they are cancelled right after its headers. Its connection would stay open, and the provider would go on generating.</remarks>
    internal void Release()
    {
        Interlocked.Exchange(ref _released, 1);
        Interlocked.Exchange(ref _content, null)?.Dispose();
    }

    internal void Record(HttpResponseMessage response)
    {
        StatusCode = (int)response.StatusCode;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        Headers = response.Headers;
        Interlocked.Exchange(ref _content, response.Content);
        if (Volatile.Read(ref _released) == 1)
        {
            Release();
        }
    }

    // "invalid_request" and "api_error" style types say less than a precise status does.
    private static bool IsVague(FailureKind kind, int status) => kind is FailureKind.ServerError && status >= 400;
}
