namespace AiGateway.Client.Quotas;

/// <summary>How much output is reserved before it is known how long an answer becomes.</summary>
public enum OutputReserve
{
    /// <summary>What 95 of 100 answers of the route stay below, as learnt; until enough have been seen as <see cref="Strict"/>.</summary>
    Balanced,

    /// <summary>The longest answer that the request allows. The limit is never exceeded, but fewer requests run at once.</summary>
    Strict,

    /// <summary>Nothing: a request is let through while anything is left, so that requests under way may exceed the limit.</summary>
    PostPaid,
}
