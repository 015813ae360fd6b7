namespace AiGateway.Client.Context;

/// <summary>Something that knows limits of a request. Sources form a chain, so that a request without limits pays nothing for them.</summary>
internal interface ILimitSource
{
    ILimitSource? Next { get; set; }

    /// <summary>Adds its limits, unless one of the same name and unit is there already.</summary>
    void AddTo(List<GatewayLimit> limits);
}
