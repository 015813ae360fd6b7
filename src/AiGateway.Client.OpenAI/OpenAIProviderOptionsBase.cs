namespace AiGateway.Client.Providers;

/// <summary>What every provider type that speaks OpenAI's protocol understands.</summary>
public abstract class OpenAIProviderOptionsBase : ProviderOptions
{
    /// <summary>Gets or sets the API to ask through.</summary>
    /// <value>Default <see langword="null"/>: the provider's usual one, which for OpenAI and Azure OpenAI is <see cref="OpenAIApi.ChatCompletions"/>.</value>
    public OpenAIApi? Api { get; set; }

    /// <summary>Gets or sets a value indicating whether the provider keeps answers of the Responses API, so that a later request can refer to them.</summary>
    /// <value>
    /// Default <see langword="false"/>: every request carries its whole history, so that another target can take over and nothing is left with the
    /// provider. With <see langword="true"/> answers carry a conversation id, which only this provider understands.
    /// </value>
    public bool Store { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether requests of the Responses API that are not stored ask for the model's reasoning in encrypted form, so that
    /// the next turn of a conversation with tools can hand it back.
    /// </summary>
    /// <value>
    /// Default <see langword="null"/>: for models whose names say that they reason (<c>o1</c> and the like, <c>gpt-5</c> and later); others refuse it.
    /// Set it where the model has another name, such as that of a deployment.
    /// </value>
    public bool? EncryptedReasoning { get; set; }

    /// <summary>Gets the query parameters that every request to the provider carries.</summary>
    [Secret]
    public IDictionary<string, string> Query { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
