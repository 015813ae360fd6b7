namespace AiGateway.Client.Tests.Quotas;

internal enum Fate
{
    Succeed,
    Fail,
    BeCancelled,
}
