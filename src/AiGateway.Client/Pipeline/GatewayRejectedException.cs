namespace AiGateway.Client.Pipeline;

/// <summary>A request that the gateway refused before it was sent to any provider.</summary>
public class GatewayRejectedException : AiGatewayException
{
    /// <summary>Initializes a new instance of the <see cref="GatewayRejectedException"/> class.</summary>
    /// <param name="stage">The stage that refused.</param>
    /// <param name="reasonCode">A short stable code, such as <c>route_not_found</c>.</param>
    /// <param name="message">What the caller may know; no content.</param>
    /// <param name="retryAfter">How long to wait before trying again; <see langword="null"/> when waiting does not help or is not known to.</param>
    /// <param name="innerException">The cause.</param>
    public GatewayRejectedException(
        GatewayStage stage, string reasonCode, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Stage = stage;
        ReasonCode = reasonCode;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the stage that refused.</summary>
    public GatewayStage Stage { get; }

    /// <summary>Gets the short stable code of the reason.</summary>
    public string ReasonCode { get; }

    /// <summary>Gets how long to wait before trying again.</summary>
    public TimeSpan? RetryAfter { get; }
}
