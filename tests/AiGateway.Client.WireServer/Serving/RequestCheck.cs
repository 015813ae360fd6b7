using System.Text.Json.Nodes;
using AiGateway.Client.Wire.Formats;

namespace AiGateway.Client.Wire.Serving;

/// <summary>Refuses what every vendor would refuse, in the vendor's own words.</summary>
internal static class RequestCheck
{
    public static WireReply? Refuse(WireRequest request, IWireFormat format, string? requiredKey) =>
        request.Api is WireApi.Unknown ? Error(format, format.UnknownPath(request))
        : requiredKey is not null && request.ApiKey != requiredKey ? Error(format, format.Describe(WireErrorKind.Authentication))
        : request.Body is not JsonObject body ? Error(format, Invalid(format, "We could not parse the JSON body of your request."))
        : format.RequiredFields.FirstOrDefault(field => body[field] is null) is { } missing ? Error(format, Invalid(format, $"Missing required parameter: '{missing}'."))
        : null;

    private static WireError Invalid(IWireFormat format, string message) => format.Describe(WireErrorKind.BadRequest) with { Message = message };

    private static WireReply Error(IWireFormat format, WireError error) =>
        WireReply.Exactly(error.Status, format.ErrorMediaType, format.ErrorBody(error));
}
