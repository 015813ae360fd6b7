using System.Text.Json;

namespace GatewayHost.Errors;

/// <summary>An error as OpenAI's clients read it.</summary>
internal sealed record OpenAIError(int Status, string Code, string Message, string? Param = null)
{
    /// <summary>Gets how long the client should wait before it tries again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    private string Type => Status switch
    {
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, Message);
        json.WriteString("type"u8, Type);
        json.WriteString("param"u8, Param);
        json.WriteString("code"u8, Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
