using System.Diagnostics.CodeAnalysis;
using AiGateway.Client.Auditing;
using AiGateway.Client.Auditing.Keys;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what auditing works with to a gateway.</summary>
public static class AuditBuilderExtensions
{
    /// <summary>Adds a sink for audit records. Requests are then audited unless the configuration says otherwise.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="sink">The sink.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddAuditSink(this IAiGatewayBuilder builder, IAuditSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return builder.AddAuditSink(_ => sink);
    }

    /// <summary>Adds a sink for audit records. Requests are then audited unless the configuration says otherwise.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="create">Makes the sink, which is disposed with the container.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddAuditSink(this IAiGatewayBuilder builder, Func<IServiceProvider, IAuditSink> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.AddSingleton(create);
        return builder;
    }

    /// <summary>Takes the keys of tenants from elsewhere, such as a vault, instead of the configuration.</summary>
    /// <typeparam name="TProvider">The provider of keys.</typeparam>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder UseAuditKeys<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>(this IAiGatewayBuilder builder)
        where TProvider : class, IAuditKeyProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IAuditKeyProvider, TProvider>();
        return builder;
    }
}
