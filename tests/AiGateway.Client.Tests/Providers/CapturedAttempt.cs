using AiGateway.Client.Providers;

namespace AiGateway.Client.Tests.Providers;

/// <summary>An attempt of which only the captured response matters.</summary>
internal sealed class CapturedAttempt : ICaptureOwner
{
    public ResponseCapture? Capture { get; set; }

    public CancellationToken Token { get; private init; }

    /// <summary>Lets the calls that the present method makes be captured.</summary>
    public static ResponseCapture Begin(CancellationToken token = default)
    {
        ResponseCapture.Begin(new CapturedAttempt { Token = token });
        return ResponseCapture.Current!;
    }
}
