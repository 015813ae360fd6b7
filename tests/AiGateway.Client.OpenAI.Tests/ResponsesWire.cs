namespace AiGateway.Client.Tests;

/// <summary>Answers in the shape of OpenAI's Responses API.</summary>
internal static class ResponsesWire
{
    private const string Message = """{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"hello","annotations":[]}]}""";
    private const string Delta = """{"type":"response.output_text.delta","item_id":"msg_1","output_index":0,"content_index":0,"delta":"hello","sequence_number":2}""";
    private const string NoError = "null";

    public static StubHttp Completed(bool streamed) => Respond(streamed, "completed", Body("completed", Message, NoError), [Delta]);

    public static StubHttp Failed(bool streamed, string code, bool text = false) =>
        Respond(streamed, "failed", Body("failed", text ? Message : "", "{\"code\":\"" + code + "\",\"message\":\"x\"}"), text ? [Delta] : []);

    private static StubHttp Respond(bool streamed, string status, string body, params string[] events) => streamed
        ? new StubHttp(Events(
            [
                """{"type":"response.created","sequence_number":0,"response":""" + Body("in_progress", "", NoError) + "}",
                .. events,
                "{\"type\":\"response." + status + "\",\"sequence_number\":9,\"response\":" + body + "}",
            ]), OpenAIWire.EventStream)
        : new StubHttp(body);

    private static string Body(string status, string output, string error) =>
        "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"" + status + "\",\"error\":" + error + ",\"incomplete_details\":null"
        + ",\"model\":\"gpt-5\",\"output\":[" + output + "],\"usage\":{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}}";

    private static string Events(params string[] events) =>
        string.Concat(events.Select(json => "event: " + json.Split('"')[3] + "\ndata: " + json + "\n\n"));
}
