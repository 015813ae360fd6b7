namespace AiGateway.Client.Redaction;

/// <summary>Where the same value has the same pseudonym.</summary>
public enum RedactionScope
{
    /// <summary>In all requests of a tenant.</summary>
    Tenant,

    /// <summary>In all requests of a conversation: with the same <see cref="Microsoft.Extensions.AI.ChatOptions.ConversationId"/>, else the same tag <c>conversation</c>, else in one request only.</summary>
    Conversation,
}
