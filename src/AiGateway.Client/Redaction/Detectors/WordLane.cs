namespace AiGateway.Client.Redaction.Detectors;

/// <summary>A detector to ask about words of one kind and length, if they have what it needs.</summary>
internal readonly record struct WordLane(WordDetector Detector, WordTraits Needs);
