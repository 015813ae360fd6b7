using System.Text.Json.Nodes;

namespace AiGateway.Client.Wire.Formats;

/// <summary>OpenAI Responses, also as Azure sends them.</summary>
internal sealed class OpenAIResponsesFormat(OpenAIDialect dialect) : IWireFormat
{
    public string StreamMediaType => "text/event-stream; charset=utf-8";

    public IReadOnlyList<string> RequiredFields { get; } = ["model", "input"];

    public string? ReadKey(IReadOnlyDictionary<string, string> headers) => dialect.ReadKey(headers);

    public IEnumerable<KeyValuePair<string, string>> Headers(WireRequest request) => dialect.Headers(request);

    public WireError Describe(WireErrorKind kind) => dialect.Describe(kind);

    public WireError UnknownPath(WireRequest request) => dialect.UnknownPath(request);

    public string ErrorBody(WireError error) => WireJson.Indented(dialect.ErrorObject(error)) + "\n";

    public string Plain(WireRequest request, WireReply reply) =>
        WireJson.Indented(ResponsesObject.Finished(request, reply, [.. ResponsesItem.Of(request, reply).Select(item => item.Whole())])) + "\n";

    public string FailedBody(WireRequest request, WireReply reply, WireError error) =>
        WireJson.Indented(ResponsesObject.Failed(request, reply, error)) + "\n";

    // The reference shows code and message beside the type; the service nests them.
    public WireEvent ErrorEvent(WireError error, int index)
    {
        var data = dialect.ErrorObject(error);
        data.Insert(0, "type", "error");
        data["sequence_number"] = index;
        return WireEvent.Sse(WireEventKind.Structure, data, "error");
    }

    public WireEvent FailedEvent(WireRequest request, WireReply reply, WireError error, int index) => WireEvent.Sse(WireEventKind.Finish, new JsonObject
    {
        ["type"] = "response.failed",
        ["response"] = ResponsesObject.Failed(request, reply, error),
        ["sequence_number"] = index,
    }, "response.failed");

    public IEnumerable<WireEvent> Stream(WireRequest request, WireReply reply)
    {
        var sequence = 0;
        foreach (var (kind, data) in Events(request, reply))
        {
            data["sequence_number"] = sequence++;
            yield return WireEvent.Sse(kind, data, data["type"]!.GetValue<string>());
        }
    }

    private static IEnumerable<(WireEventKind Kind, JsonObject Data)> Events(WireRequest request, WireReply reply)
    {
        yield return (WireEventKind.Structure, new JsonObject { ["type"] = "response.created", ["response"] = ResponsesObject.Begun(request, reply) });
        yield return (WireEventKind.Structure, new JsonObject { ["type"] = "response.in_progress", ["response"] = ResponsesObject.Begun(request, reply) });
        var items = ResponsesItem.Of(request, reply);
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var (kind, data) in items[i].Events())
            {
                data["output_index"] = i;
                yield return (kind, data);
            }
        }

        var finished = ResponsesObject.Finished(request, reply, [.. items.Select(item => item.Whole())]);
        yield return (WireEventKind.Finish, new JsonObject { ["type"] = $"response.{finished["status"]}", ["response"] = finished });
    }
}
