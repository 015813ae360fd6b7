namespace AiGateway.Client.Providers;

/// <summary>How an adapter counts tokens, and under which vendor's name its models are priced.</summary>
public sealed record UsageProfile
{
    /// <summary>Gets the profile of an adapter that keeps the contract of Microsoft.Extensions.AI and names no vendor.</summary>
    public static UsageProfile Default { get; } = new();

    /// <summary>Gets the vendor under whose name the price list keeps the models, such as <c>openai</c>.</summary>
    /// <value>Default <see langword="null"/>: unknown, and the model's name alone must do.</value>
    public string? Vendor { get; init; }

    /// <summary>Gets a value indicating whether tokens read from and written to a prompt cache are part of the input tokens.</summary>
    /// <value>Default <see langword="true"/>. Where the usage has a total, the gap between it and its parts decides instead.</value>
    public bool InputIncludesCache { get; init; } = true;

    /// <summary>Gets a value indicating whether reasoning tokens are part of the output tokens.</summary>
    /// <value>Default <see langword="true"/>. Where the usage has a total, the gap between it and its parts decides instead.</value>
    public bool OutputIncludesReasoning { get; init; } = true;

    /// <summary>Gets a value indicating whether models without a price cost nothing, because they run on a machine of one's own.</summary>
    /// <value>Default <see langword="false"/>: a model without a price is unpriced, not free.</value>
    public bool IsFree { get; init; }
}
