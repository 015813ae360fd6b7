namespace AiGateway.Client.Caching.Semantic;

/// <summary>A question that is asked, and a stored one that is near it.</summary>
public sealed class SemanticMatch
{
    internal SemanticMatch(string question, string storedQuestion, double score)
    {
        Question = question;
        StoredQuestion = storedQuestion;
        Score = score;
    }

    /// <summary>Gets the question that is asked.</summary>
    public string Question { get; }

    /// <summary>Gets the question that was answered before.</summary>
    public string StoredQuestion { get; }

    /// <summary>Gets the cosine of the angle between their embeddings.</summary>
    /// <value>From -1 to 1; at least the threshold.</value>
    public double Score { get; }

    /// <summary>Describes the match without its questions.</summary>
    /// <returns>The score.</returns>
    public override string ToString() => FormattableString.Invariant($"score {Score:0.000}");
}
