namespace AiGateway.Client.Caching.Semantic.Gates;

/// <summary>The languages whose words are known.</summary>
internal enum QuestionLanguage
{
    English,
    German,
    French,
    Spanish,
    Italian,
}
