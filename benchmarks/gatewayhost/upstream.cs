#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// A provider that costs next to nothing: it reads the request to its end and answers it at once.
using System.Text;

var answer = Encoding.UTF8.GetBytes("""
    {"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"instant","choices":[{"index":0,"message":{"role":"assistant","content":"Hello, world!","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}
    """);

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapPost("/v1/chat/completions", async http =>
{
    await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
    http.Response.ContentType = "application/json";
    http.Response.ContentLength = answer.Length;
    await http.Response.Body.WriteAsync(answer, http.RequestAborted);
});
app.Run();
