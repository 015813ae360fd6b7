namespace AiGateway.Client.Metering;

/// <summary>What models cost. Register another one to replace the built-in table, its files and its configuration.</summary>
public interface IPriceBook
{
    /// <summary>Gets a number that changes whenever prices do. What was found under an older one is to be looked up again.</summary>
    long Version { get; }

    /// <summary>Gets the day of the oldest table in use.</summary>
    /// <value><see langword="null"/> when no table says.</value>
    DateOnly? TableDate { get; }

    /// <summary>Finds the price of a model.</summary>
    /// <param name="key">The model.</param>
    /// <returns>The price; <see langword="null"/> when none is known.</returns>
    ModelPrice? Find(in PriceKey key);

    /// <summary>Finds the dearest price, to assume for a model whose own is not known.</summary>
    /// <param name="vendor">The vendor; one that is unknown, or <see langword="null"/>, means all of them.</param>
    /// <returns>The price; <see langword="null"/> when there are no prices at all.</returns>
    ModelPrice? FindDearest(string? vendor);
}
