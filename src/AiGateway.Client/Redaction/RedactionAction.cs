namespace AiGateway.Client.Redaction;

/// <summary>What is done with a value of an entity.</summary>
public enum RedactionAction
{
    /// <summary>A pseudonym such as <c>[EMAIL_ADDRESS_7K3Q9F]</c> takes its place, and becomes the value again in the answer.</summary>
    Pseudonymize,

    /// <summary>Its letters and digits become asterisks; cards and account numbers keep the last four. Not restored.</summary>
    Mask,

    /// <summary>The name of the entity, such as <c>&lt;EMAIL_ADDRESS&gt;</c>, takes its place. Not restored.</summary>
    Replace,

    /// <summary>An invented value of the same kind, from ranges that are reserved for examples, takes its place. Not restored.</summary>
    Surrogate,

    /// <summary>The request, or the answer, is refused.</summary>
    Block,

    /// <summary>The value passes.</summary>
    Allow,
}
