namespace AiGateway.Client.Configuration.Baselines;

/// <summary>One thing that a baseline says about the configuration of applications. It holds copies: nobody can change it any more.</summary>
internal interface IBaselineRule
{
    /// <summary>Reports everything by which the configuration is looser.</summary>
    void Check(AiGatewayOptions options, ICollection<string> failures);

    /// <summary>Puts what the baseline says where the configuration says nothing.</summary>
    void Apply(AiGatewayOptions options);
}
