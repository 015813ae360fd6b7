namespace GatewayHost.Requests;

/// <summary>A request that cannot be understood or served as it stands. The message quotes nothing of it but names of fields.</summary>
internal sealed class ChatRequestException(string message, string? param = null, string code = ChatRequestException.InvalidValue) : Exception(message)
{
    public const string InvalidValue = "invalid_value";

    public const string InvalidJson = "invalid_json";

    public const string Unsupported = "unsupported_parameter";

    public string? Param { get; } = param;

    public string Code { get; } = code;
}
