namespace AiGateway.Client.Governance.Policies;

/// <summary>How large a request may be. What is too large is refused before any text is looked at.</summary>
public sealed class SizeLimitsPolicyOptions : GovernancePolicyOptions
{
    /// <summary>Gets or sets the number of messages.</summary>
    /// <value>Default 1,000; at least 1; <see langword="null"/> in code for no limit.</value>
    public int? MaxMessages { get; set; } = 1_000;

    /// <summary>Gets or sets the number of characters of all texts together: instructions, messages, arguments, results and descriptions of tools.</summary>
    /// <value>Default 1,000,000; at least 1; <see langword="null"/> in code for no limit.</value>
    public long? MaxCharacters { get; set; } = 1_000_000;

    /// <summary>Gets or sets the number of contents that are no text, such as images and files.</summary>
    /// <value>Default 20; at least 0; <see langword="null"/> in code for no limit.</value>
    public int? MaxAttachments { get; set; } = 20;

    /// <summary>Gets or sets the bytes of all attachments together that the request carries itself.</summary>
    /// <value>Default 20,000,000; at least 0; <see langword="null"/> in code for no limit.</value>
    public long? MaxAttachmentBytes { get; set; } = 20_000_000;

    /// <summary>Gets or sets the number of tools.</summary>
    /// <value>Default 128; at least 0; <see langword="null"/> in code for no limit.</value>
    public int? MaxTools { get; set; } = 128;

    /// <summary>Gets or sets how deep objects and lists may stand in each other, in arguments, results and schemas.</summary>
    /// <value>Default 32; at least 1; <see langword="null"/> in code for no limit.</value>
    public int? MaxJsonDepth { get; set; } = 32;

    /// <inheritdoc />
    protected internal override void Validate(string path, ICollection<string> failures)
    {
        RequireAtLeast(MaxMessages, 1, $"{path}:{nameof(MaxMessages)}", failures);
        RequireAtLeast(MaxCharacters, 1, $"{path}:{nameof(MaxCharacters)}", failures);
        RequireAtLeast(MaxAttachments, 0, $"{path}:{nameof(MaxAttachments)}", failures);
        RequireAtLeast(MaxAttachmentBytes, 0, $"{path}:{nameof(MaxAttachmentBytes)}", failures);
        RequireAtLeast(MaxTools, 0, $"{path}:{nameof(MaxTools)}", failures);
        RequireAtLeast(MaxJsonDepth, 1, $"{path}:{nameof(MaxJsonDepth)}", failures);
    }
}
