namespace AiGateway.Client.Metering;

/// <summary>How certain a price is.</summary>
public enum PriceConfidence
{
    /// <summary>Configured, or from a price file: the caller's own word.</summary>
    Configured,

    /// <summary>Three public lists agree.</summary>
    ThreeAgree,

    /// <summary>Two public lists agree.</summary>
    TwoAgree,

    /// <summary>Only one public list has it.</summary>
    OneList,

    /// <summary>Public lists contradict one another. Costs at such a price count as estimated.</summary>
    Conflict,

    /// <summary>No list has it: the dearest price of the vendor was assumed.</summary>
    Assumed,
}
