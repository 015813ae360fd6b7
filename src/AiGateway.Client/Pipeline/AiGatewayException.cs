using AiGateway.Client.Context;

namespace AiGateway.Client.Pipeline;

/// <summary>A request that the gateway could not complete. Messages carry no prompt text, personal data or keys.</summary>
public class AiGatewayException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="AiGatewayException"/> class.</summary>
    /// <param name="message">What happened and what can be done; no content.</param>
    /// <param name="innerException">The cause.</param>
    public AiGatewayException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets what happened to the request, its attempts included.</summary>
    /// <value><see langword="null"/> when the request never entered the pipeline.</value>
    public GatewayResult? Result { get; internal set; }
}
