namespace AiGateway.Client.Providers;

/// <summary>An attempt, as far as the capture of its response goes.</summary>
internal interface ICaptureOwner
{
    /// <summary>Gets or sets the capture; <see langword="null"/> while there is nothing to capture.</summary>
    ResponseCapture? Capture { get; set; }

    /// <summary>Gets the attempt's cancellation token, which ends the reading of the response's body even when the SDK does not look at it.</summary>
    CancellationToken Token { get; }
}
