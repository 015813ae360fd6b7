using AiGateway.Client.Quotas;
using StackExchange.Redis;

namespace AiGateway.Client.Redis;

/// <summary>Tells why Redis did not answer. Messages of the client are left out: they name hosts and keys.</summary>
internal static class RedisFailures
{
    public static QuotaStoreException Wrap(Exception exception)
    {
        var failure = Classify(exception);
        return new QuotaStoreException(failure, $"Redis did not answer: {failure}.", exception);
    }

    private static QuotaStoreFailure Classify(Exception exception) => exception switch
    {
        TimeoutException => QuotaStoreFailure.Timeout,
        RedisServerException server => Classify(server.Kind),
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => QuotaStoreFailure.Authentication,
        RedisConnectionException { FailureType: ConnectionFailureType.Loading } => QuotaStoreFailure.Loading,
        RedisConnectionException or ObjectDisposedException or IOException => QuotaStoreFailure.Connection,
        _ => QuotaStoreFailure.Error,
    };

    private static QuotaStoreFailure Classify(RedisErrorKind kind) => kind switch
    {
        RedisErrorKind.ConnectionFault => QuotaStoreFailure.Connection,
        RedisErrorKind.Timeout or RedisErrorKind.Busy => QuotaStoreFailure.Timeout,
        RedisErrorKind.OutOfMemory => QuotaStoreFailure.Full,
        RedisErrorKind.ReadOnly or RedisErrorKind.NoReplicas or RedisErrorKind.Misconfigured => QuotaStoreFailure.ReadOnly,
        RedisErrorKind.Loading or RedisErrorKind.MasterDown => QuotaStoreFailure.Loading,
        RedisErrorKind.ClusterDown or RedisErrorKind.TryAgain or RedisErrorKind.Moved or RedisErrorKind.Ask or RedisErrorKind.UnknownRedirectTarget => QuotaStoreFailure.Cluster,
        RedisErrorKind.NoAuth or RedisErrorKind.WrongPass or RedisErrorKind.NoPermission or RedisErrorKind.NotPermitted => QuotaStoreFailure.Authentication,
        _ => QuotaStoreFailure.Error,
    };
}
