namespace AiGateway.Client.Evaluation.Scaling;

/// <summary>What was measured, and the fleet that is reckoned with. The verbs <c>redis-cost</c> and <c>ledger-cost</c> measure; <c>docs/scaling.md</c> shows these figures.</summary>
internal static class FleetCosts
{
    public const int Instances = 1000;
    public const int RequestsPerSecond = 100;
    public const int RequestSeconds = 2;
    public const int Stages = 2;
    public const double Utilization = 0.7;

    /// <summary>Microseconds of the server's processor for a script over two levels, network included.</summary>
    public const double Reserve = 44.2;
    public const double Settle = 35.5;

    /// <summary>Bytes that a reservation with its settlement over two levels sends to the server and gets back, and what the server keeps while it is open.</summary>
    public const int BytesIn = 1222;
    public const int BytesOut = 288;
    public const int BytesOpen = 365;

    /// <summary>Connections that the client library holds to one server: one for commands, one for messages.</summary>
    public const int Connections = 2;

    /// <summary>Bytes of a record in table, indexes and write-ahead log, and how many records one writer stores in a second.</summary>
    public const int TableBytes = 327;
    public const int IndexBytes = 54;
    public const int LogBytes = 543;
    public const int RowsPerSecond = 19_000;

    public const int FlushSeconds = 1;
    public const int HeartbeatSeconds = 10;
    public const int QueueCapacity = 100_000;
}
