using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GatewayHost.Responses;

namespace GatewayHost.Errors;

/// <summary>Answers with an error.</summary>
internal static class ErrorResponse
{
    public static async Task WriteAsync(HttpContext http, OpenAIError error)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, CompletionJson.WriterOptions))
        {
            error.WriteTo(json);
        }

        http.Response.StatusCode = error.Status;
        if (error.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
