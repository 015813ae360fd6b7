namespace AiGateway.Client.Redaction.Detectors;

/// <summary>What a search for words has shown so far: none begins from <see cref="From"/> to <see cref="To"/>, and one begins at <see cref="To"/> when <see cref="HitEnd"/> is set.</summary>
internal struct ContextMemo
{
    public int From;
    public int To;
    public int HitEnd;
}
