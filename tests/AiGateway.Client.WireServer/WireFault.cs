namespace AiGateway.Client.Wire;

/// <summary>Something that goes wrong with an answer, on command.</summary>
/// <remarks>
/// Faults that strike within the body count content events (text, reasoning, refusal, tool call): after <c>n</c> means right before
/// the next one, or before the event that finishes the answer when there are no more. A plain answer has one content event, the first
/// half of its body. <see cref="BeforeBody"/> strikes after the headers, before any event.
/// </remarks>
public sealed record WireFault
{
    /// <summary>The position after the headers and before any event of the body.</summary>
    public const int BeforeBody = -1;

    private WireFault(WireFaultKind kind, int? after = null)
    {
        Kind = kind;
        After = after;
    }

    /// <summary>Gets the gate at which the fault waits before it strikes. Any fault can have one.</summary>
    /// <value>Default <see langword="null"/>: it does not wait. Faults that hold an answer back have one that stays shut.</value>
    public WireGate? Gate { get; init; }

    /// <summary>Gets the error code to send.</summary>
    /// <value>Default <see langword="null"/>: the vendor's own for the status or kind.</value>
    public string? Code { get; init; }

    /// <summary>Gets the error type to send.</summary>
    /// <value>Default <see langword="null"/>: the vendor's own for the status or kind.</value>
    public string? Type { get; init; }

    /// <summary>Gets the error text to send.</summary>
    /// <value>Default <see langword="null"/>: the vendor's own for the status or kind.</value>
    public string? Message { get; init; }

    /// <summary>Gets the exact body of a status or HTML fault.</summary>
    /// <value>Default <see langword="null"/>: the vendor's error body, or a small page.</value>
    public string? Body { get; init; }

    /// <summary>Gets the content type of a status, HTML or empty fault.</summary>
    /// <value>Default <see langword="null"/>: the vendor's for errors, <c>text/html</c> for HTML, and that of a good answer for an empty one.</value>
    public string? ContentType { get; init; }

    /// <summary>Gets a value indicating whether the stream goes on after an error event.</summary>
    /// <value>Default <see langword="false"/>: the body ends.</value>
    public bool GoesOn { get; init; }

    internal WireFaultKind Kind { get; }

    internal int? After { get; }

    internal int? StatusCode { get; private init; }

    internal WireErrorKind? ErrorKind { get; private init; }

    internal bool WithoutUsage { get; private init; }

    /// <summary>Answers with an HTTP error in the vendor's shape.</summary>
    /// <param name="status">The HTTP status.</param>
    public static WireFault Status(int status) => new(WireFaultKind.Status) { StatusCode = status };

    /// <summary>Answers with the HTTP error by which the vendor says this.</summary>
    /// <param name="kind">What to say.</param>
    public static WireFault Error(WireErrorKind kind) => new(WireFaultKind.Status) { ErrorKind = kind };

    /// <summary>Answers HTTP 200 with an HTML page, as proxies and captive portals do.</summary>
    public static WireFault Html() => new(WireFaultKind.Html);

    /// <summary>Answers HTTP 200 without a body.</summary>
    public static WireFault Empty() => new(WireFaultKind.Empty);

    /// <summary>Accepts the request and sends nothing, not even headers, until the gate opens; then answers.</summary>
    /// <param name="gate">The gate; <see langword="null"/> for one that stays shut.</param>
    public static WireFault NoAnswer(WireGate? gate = null) => new(WireFaultKind.Hold) { Gate = gate ?? new WireGate() };

    /// <summary>Sends headers, and no byte of the body until the gate opens; then the body.</summary>
    /// <param name="gate">The gate; <see langword="null"/> for one that stays shut.</param>
    public static WireFault NoBody(WireGate? gate = null) => StallAfter(BeforeBody, gate);

    /// <summary>Falls silent after some events until the gate opens; then sends the rest.</summary>
    /// <param name="events">The number of content events before it.</param>
    /// <param name="gate">The gate; <see langword="null"/> for one that stays shut.</param>
    public static WireFault StallAfter(int events, WireGate? gate = null) => new(WireFaultKind.Hold, events) { Gate = gate ?? new WireGate() };

    /// <summary>Resets the connection (RST) before any header.</summary>
    public static WireFault Reset() => new(WireFaultKind.Reset);

    /// <summary>Resets the connection (RST) after some events. Whether the client still gets what was sent depends on its system.</summary>
    /// <param name="events">The number of content events before it.</param>
    public static WireFault ResetAfter(int events) => new(WireFaultKind.Reset, events);

    /// <summary>Closes the connection (FIN) after some events, without the chunk that ends the body. The client gets all that was sent.</summary>
    /// <param name="events">The number of content events before it.</param>
    public static WireFault CutAfter(int events) => new(WireFaultKind.Cut, events);

    /// <summary>Ends the body cleanly after some events: no finish reason, no final event.</summary>
    /// <param name="events">The number of content events before it.</param>
    public static WireFault EndAfter(int events) => new(WireFaultKind.End, events);

    /// <summary>Sends the event after some others with its JSON broken off, then goes on.</summary>
    /// <param name="events">The number of content events before it.</param>
    public static WireFault MalformedAfter(int events) => new(WireFaultKind.Malformed, events);

    /// <summary>Sends the vendor's error event after some events. A plain answer is replaced by an HTTP 200 with the vendor's error body.</summary>
    /// <param name="events">The number of content events before it.</param>
    /// <param name="kind">What the error says.</param>
    public static WireFault ErrorAfter(int events, WireErrorKind kind = WireErrorKind.ServerError) =>
        new(WireFaultKind.ErrorEvent, events) { ErrorKind = kind };

    /// <summary>Sends a response of status <c>failed</c> after some events (OpenAI Responses, plain and streamed). Other formats: as <see cref="ErrorAfter"/>.</summary>
    /// <param name="events">The number of content events before it.</param>
    /// <param name="kind">What the error says.</param>
    public static WireFault FailedAfter(int events, WireErrorKind kind = WireErrorKind.ServerError) =>
        new(WireFaultKind.FailedResponse, events) { ErrorKind = kind };

    /// <summary>Sends the whole answer but not what ends the stream (<c>[DONE]</c>, <c>message_stop</c>, the end of the body), and keeps the connection open until the gate opens.</summary>
    /// <param name="usage">Whether usage that has an event of its own is sent before.</param>
    /// <param name="gate">The gate; <see langword="null"/> for one that stays shut.</param>
    public static WireFault Unterminated(bool usage = true, WireGate? gate = null) =>
        new(WireFaultKind.Unterminated) { Gate = gate ?? new WireGate(), WithoutUsage = !usage };
}
