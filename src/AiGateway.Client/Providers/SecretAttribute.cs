namespace AiGateway.Client.Providers;

/// <summary>Marks an option whose value is never repeated in a message and never enters the configuration's version.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
