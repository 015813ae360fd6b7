namespace AiGateway.Client.Gateways;

/// <summary>A provider that costs next to nothing: it reads the request to its end and answers it at once, a stream with one write for each event.</summary>
internal static class Upstream
{
    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.MapPost("/v1/chat/completions", AnswerAsync);
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var streamed = body.GetBuffer().AsSpan(0, (int)body.Length).IndexOf("\"stream\":true"u8) >= 0;
        await (streamed ? StreamAsync(http) : AnswerPlainAsync(http));
    }

    private static async Task AnswerPlainAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Exchange.PlainAnswer.Length;
        await http.Response.Body.WriteAsync(Exchange.PlainAnswer, http.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var part in Exchange.StreamedAnswer)
        {
            await http.Response.Body.WriteAsync(part, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
