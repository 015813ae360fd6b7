using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>One vendor's wire format.</summary>
internal interface IWireFormat
{
    string PlainMediaType => "application/json";

    string ErrorMediaType => PlainMediaType;

    string StreamMediaType { get; }

    /// <summary>Gets the fields without which the vendor refuses a request.</summary>
    IReadOnlyList<string> RequiredFields { get; }

    bool IsStreamed(JsonObject body) => body["stream"]?.GetValue<bool>() is true;

    string? ReadKey(IReadOnlyDictionary<string, string> headers);

    /// <summary>Gets the vendor's own response headers.</summary>
    IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request);

    string Plain(WireRequest request, WireReply reply);

    IEnumerable<WireEvent> Stream(WireRequest request, WireReply reply);

    /// <summary>Words an error as the vendor does.</summary>
    WireError Describe(WireErrorKind kind);

    WireError UnknownPath(WireRequest request);

    string ErrorBody(WireError error);

    /// <summary>Makes the event that tells of an error inside a stream.</summary>
    WireEvent ErrorEvent(WireError error, int index);

    string FailedBody(WireRequest request, WireReply reply, WireError error) => ErrorBody(error);

    WireEvent FailedEvent(WireRequest request, WireReply reply, WireError error, int index) => ErrorEvent(error, index);

    /// <summary>Words an HTTP status as the vendor does.</summary>
    WireError Describe(int status) => Describe(KindOf(status)) with { Status = status };

    static WireErrorKind KindOf(int status) => status switch
    {
        401 => WireErrorKind.Authentication,
        402 => WireErrorKind.Quota,
        403 => WireErrorKind.Permission,
        404 => WireErrorKind.ModelNotFound,
        413 => WireErrorKind.ContextLength,
        429 => WireErrorKind.RateLimit,
        503 or 529 => WireErrorKind.Overloaded,
        >= 500 => WireErrorKind.ServerError,
        _ => WireErrorKind.BadRequest,
    };
}
