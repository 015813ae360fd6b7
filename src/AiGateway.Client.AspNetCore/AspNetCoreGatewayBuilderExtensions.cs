using AiGateway.Client.AspNetCore.Callers;
using AiGateway.Client.AspNetCore.Problems;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Joins the gateway to ASP.NET Core.</summary>
public static class AspNetCoreGatewayBuilderExtensions
{
    /// <summary>Takes the caller of every request from the user of the HTTP request that leads to it.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder UseClaimsCaller(this IAiGatewayBuilder builder) => builder.UseClaimsCaller(static _ => { });

    /// <summary>Takes the caller of every request from the user of the HTTP request that leads to it.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="configure">Sets the options, after those of a configuration; they are checked at start-up.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder UseClaimsCaller(this IAiGatewayBuilder builder, Action<ClaimsCallerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClaimsCallerOptions>, ClaimsCallerOptionsValidator>());
        builder.Services.AddOptions<ClaimsCallerOptions>().PostConfigure(configure).ValidateOnStart();
        return builder.UseCallerProvider<ClaimsCallerProvider>();
    }

    /// <summary>Takes the caller of every request from the user of the HTTP request that leads to it, as a configuration says.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="section">The section, customarily <c>AiGatewayCaller</c>. It is read once, at start-up.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder UseClaimsCaller(this IAiGatewayBuilder builder, IConfigurationSection section) => builder.UseClaimsCaller(section, static _ => { });

    /// <summary>Takes the caller of every request from the user of the HTTP request that leads to it, as a configuration says.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="section">The section, customarily <c>AiGatewayCaller</c>. It is read once, at start-up.</param>
    /// <param name="configure">Sets further options in code, after those of the section.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder UseClaimsCaller(this IAiGatewayBuilder builder, IConfigurationSection section, Action<ClaimsCallerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddOptions<ClaimsCallerOptions>().Configure(options => ClaimsCallerReader.Read(section, options));
        return builder.UseClaimsCaller(configure);
    }

    /// <summary>Answers what the gateway refuses or cannot do with ProblemDetails (RFC 9457). The application calls <c>UseExceptionHandler()</c>.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="configure">Sets the options; they are checked at start-up.</param>
    /// <returns>The builder.</returns>
    public static IAiGatewayBuilder AddProblemDetails(this IAiGatewayBuilder builder, Action<GatewayProblemOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddProblemDetails();
        builder.Services.AddOptions<GatewayProblemOptions>().Configure(configure ?? (static _ => { }))
            .Validate(static options => options.IsValid, GatewayProblemOptions.TypeBaseMessage).ValidateOnStart();
        if (!builder.Services.Any(service => service.ImplementationType == typeof(GatewayExceptionHandler)))
        {
            builder.Services.AddExceptionHandler<GatewayExceptionHandler>();
        }

        return builder;
    }
}
