using AiGateway.Client.Wire.Formats;

namespace AiGateway.Client.Wire.Serving;

/// <summary>An answer as it goes over the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Events">The body.</param>
/// <param name="Streamed">Whether it is sent in chunks, without a length.</param>
internal sealed record Rendition(int Status, string? ContentType, IReadOnlyList<WireEvent> Events, bool Streamed)
{
    private const string Page = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n";

    public static Rendition Of(WireRequest request, IWireFormat format, WireReply reply) => reply switch
    {
        { Fault: { Kind: WireFaultKind.Status } fault } => Error(format, fault),
        { Fault: { Kind: WireFaultKind.Html } fault } => Whole(200, fault.ContentType ?? "text/html; charset=utf-8", fault.Body ?? Page),
        { Fault: { Kind: WireFaultKind.Empty } fault } => Whole(200, fault.ContentType ?? MediaType(request, format), ""),
        { Raw: { } raw } => new Rendition(raw.Status, raw.ContentType, [.. raw.Parts.Select(part => new WireEvent(WireEventKind.Content, part))], raw.Parts.Count > 1),
        _ when request.Streamed => new Rendition(200, format.StreamMediaType, Stream(request, format, reply), true),
        { Fault.Kind: WireFaultKind.ErrorEvent or WireFaultKind.FailedResponse } => new Rendition(200, format.PlainMediaType, [], false),
        _ => new Rendition(200, format.PlainMediaType, Halves(WireEvent.Content(format.Plain(request, reply))), false),
    };

    /// <summary>Makes the event, or the plain body, that tells of an error within an answer of status 200.</summary>
    public static WireEvent ErrorEvent(WireRequest request, IWireFormat format, WireReply reply, int index)
    {
        var error = Override(format.Describe(reply.Fault!.ErrorKind ?? WireErrorKind.ServerError), reply.Fault);
        var failed = reply.Fault.Kind is WireFaultKind.FailedResponse;
        return (request.Streamed, failed) switch
        {
            (true, true) => format.FailedEvent(request, reply, error, index),
            (true, false) => format.ErrorEvent(error, index),
            (false, true) => WireEvent.Content(format.FailedBody(request, reply, error)),
            (false, false) => WireEvent.Content(format.ErrorBody(error)),
        };
    }

    /// <summary>Finds the event before which a fault strikes.</summary>
    /// <returns>The index of the event; that after the last one for the end of the body; -1 for never.</returns>
    public int FindStrike(WireFault? fault)
    {
        if (fault is { Kind: WireFaultKind.Unterminated })
        {
            return IndexOf(part => part.Kind is WireEventKind.Terminator);
        }

        if (fault?.After is not { } after)
        {
            return -1;
        }

        var content = 0;
        return IndexOf(part => after == WireFault.BeforeBody || part.Kind is WireEventKind.Finish || (part.Kind is WireEventKind.Content && content++ == after));
    }

    private int IndexOf(Func<WireEvent, bool> matches)
    {
        for (var i = 0; i < Events.Count; i++)
        {
            if (matches(Events[i]))
            {
                return i;
            }
        }

        return Events.Count;
    }

    private static Rendition Error(IWireFormat format, WireFault fault)
    {
        var error = Override(fault.ErrorKind is { } kind ? format.Describe(kind) : format.Describe(fault.StatusCode!.Value), fault);
        return Whole(error.Status, fault.ContentType ?? format.ErrorMediaType, fault.Body ?? format.ErrorBody(error));
    }

    private static WireError Override(WireError error, WireFault fault) => new(
        fault.StatusCode ?? error.Status, fault.Code ?? error.Code, fault.Type ?? error.Type, fault.Message ?? error.Message);

    private static string MediaType(WireRequest request, IWireFormat format) => request.Streamed ? format.StreamMediaType : format.PlainMediaType;

    private static Rendition Whole(int status, string contentType, string body) =>
        new(status, contentType, body.Length == 0 ? [] : [WireEvent.Content(body)], false);

    private static List<WireEvent> Stream(WireRequest request, IWireFormat format, WireReply reply)
    {
        var events = format.Stream(request, reply);
        return [.. reply.Fault is { WithoutUsage: true } ? events.Where(part => part.Kind is not WireEventKind.Usage) : events];
    }

    private static List<WireEvent> Halves(WireEvent body)
    {
        var half = body.Bytes.Length / 2;
        return [body with { Bytes = body.Bytes[..half] }, new WireEvent(WireEventKind.Finish, body.Bytes[half..])];
    }
}
