using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AiGateway.Client.Context;
using AiGateway.Client.Pipeline;
using GatewayHost.Errors;
using GatewayHost.Requests;
using GatewayHost.Responses;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.AI;

namespace GatewayHost.Chat;

/// <summary><c>POST /v1/chat/completions</c>: reads the request, has the gateway answer it, and writes the answer, whole or as it comes.</summary>
internal sealed class ChatEndpoint(IChatClient chat, TimeProvider time, ILogger<ChatEndpoint> logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            var request = await ReadAsync(http);
            await (request.Streamed ? StreamAsync(http, request) : AnswerAsync(http, request));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to write to.
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            SetHeaders(http, (exception as AiGatewayException)?.Result);
            await ErrorResponse.WriteAsync(http, Describe(exception));
        }
    }

    private static async Task<ChatRequest> ReadAsync(HttpContext http)
    {
        // A web page in a browser may send other content types across origins without asking first.
        if (!http.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Not JSON.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = await ParseAsync(http);
        return ChatRequestReader.Read(body.RootElement);
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext http)
    {
        try
        {
            return await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException json)
        {
            var message = $"The body is not JSON: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.";
            throw new ChatRequestException(message, code: ChatRequestException.InvalidJson);
        }
    }

    private async Task AnswerAsync(HttpContext http, ChatRequest request)
    {
        var response = await chat.GetResponseAsync(request.Messages, request.Options, http.RequestAborted);
        var result = response.GetGatewayResult();
        var body = new ArrayBufferWriter<byte>(1024);
        CompletionWriter.Write(body, response, result, time.GetUtcNow());
        SetHeaders(http, result);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    private async Task StreamAsync(HttpContext http, ChatRequest request)
    {
        await using var updates = chat.GetStreamingResponseAsync(request.Messages, request.Options, http.RequestAborted).GetAsyncEnumerator(CancellationToken.None);

        // The gateway holds a stream back until a target has begun to answer. What fails before that is answered with a status of its own.
        var more = await updates.MoveNextAsync();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache";
        var body = http.Response.BodyWriter;
        using var chunks = new ChunkWriter(body, request.Options.Route!, request.IncludeUsage, time.GetUtcNow());
        try
        {
            for (; more; more = await updates.MoveNextAsync())
            {
                if (chunks.Write(updates.Current))
                {
                    await body.FlushAsync(http.RequestAborted);
                }
            }

            chunks.Complete();
        }
        catch (Exception exception) when (chunks.Begun && !http.RequestAborted.IsCancellationRequested)
        {
            chunks.Fail(Describe(exception));
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        await body.FlushAsync(http.RequestAborted);
    }

    private static void SetHeaders(HttpContext http, GatewayResult? result)
    {
        if (result is not null)
        {
            var headers = http.Response.Headers;
            headers["x-aigateway-request-id"] = result.RequestId;
            headers["x-aigateway-target"] = result.Target;
            headers["x-aigateway-attempts"] = result.Attempts.Count.ToString(CultureInfo.InvariantCulture);
        }
    }

    private OpenAIError Describe(Exception exception)
    {
        if (ErrorMap.Find(exception) is { } error)
        {
            return error;
        }

        HostLog.RequestFailedUnexpectedly(logger, exception.GetType().Name);
        return ErrorMap.OfStatus(StatusCodes.Status500InternalServerError);
    }
}
