namespace AiGateway.Client.Context;

/// <summary>A typed key for a value that a decorator keeps on the <see cref="GatewayContext"/>. Keys are compared by reference.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class GatewayContextKey<T>
{
    /// <summary>Initializes a new instance of the <see cref="GatewayContextKey{T}"/> class.</summary>
    /// <param name="name">A name for debugging.</param>
    public GatewayContextKey(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Gets the name for debugging.</summary>
    public string Name { get; }

    /// <summary>Names the key.</summary>
    /// <returns>The key's name.</returns>
    public override string ToString() => Name;
}
