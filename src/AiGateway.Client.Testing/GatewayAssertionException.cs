namespace AiGateway.Client.Testing;

/// <summary>A <see cref="Context.GatewayResult"/> is not as a test expects. Test frameworks report its message.</summary>
public sealed class GatewayAssertionException : Exception
{
    internal GatewayAssertionException(string message)
        : base(message)
    {
    }
}
