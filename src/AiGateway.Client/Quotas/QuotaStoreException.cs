namespace AiGateway.Client.Quotas;

/// <summary>A quota store that is elsewhere did not answer. What was asked may have been done all the same.</summary>
public sealed class QuotaStoreException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="QuotaStoreException"/> class.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="message">The same for people; no key and no address.</param>
    /// <param name="innerException">The cause.</param>
    public QuotaStoreException(QuotaStoreFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Gets why.</summary>
    public QuotaStoreFailure Failure { get; }
}
