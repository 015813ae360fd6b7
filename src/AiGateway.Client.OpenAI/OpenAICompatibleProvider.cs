using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Providers;

/// <summary>Any endpoint that speaks OpenAI's protocol, through the official SDK: a known one by preset, or another by its address.</summary>
public sealed class OpenAICompatibleProvider : OpenAIProviderBase
{
    // The SDK insists on a key when it is made; the credential handler replaces this one in every request.
    private const string SuppliedPerRequest = "supplied-per-request";

    /// <inheritdoc />
    public override string Type => "OpenAICompatible";

    /// <inheritdoc />
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public override Type OptionsType => typeof(OpenAICompatibleProviderOptions);

    /// <inheritdoc />
    public override void Validate(ProviderContext context, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(failures);
        var options = Options(context);
        var endpoint = Endpoint(context);
        if (endpoint.ApiKeyVariable is { } variable)
        {
            context.RequireApiKey(variable, failures);
        }

        if (options.Endpoint is null && options.Preset is null)
        {
            failures.Add($"{context.Path}:Endpoint is missing. Set it, or name a known one in {context.Path}:Preset: {string.Join(", ", Enum.GetNames<OpenAICompatiblePreset>())}.");
        }
        else if (options.Endpoint is null && NeedsRegion(endpoint) && !IsRegion(options.Region))
        {
            failures.Add(string.IsNullOrEmpty(options.Region)
                ? $"{context.Path}:Region is missing. Preset '{options.Preset}' has an address for each region: name one, such as us-east-1, or set {context.Path}:Endpoint."
                : $"{context.Path}:Region = '{options.Region}' is not the name of a region, such as us-east-1, from which preset '{options.Preset}' makes its address. " +
                    $"Correct it, or set {context.Path}:Endpoint.");
        }
    }

    /// <inheritdoc />
    public override Uri? GetDefaultEndpoint(ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var endpoint = Endpoint(context);
        return endpoint.Address is not { } address || (NeedsRegion(endpoint) && !IsRegion(context.Options.Region)) ? null
            : new Uri(address.Replace(OpenAICompatibleEndpoint.RegionPlaceholder, context.Options.Region, StringComparison.Ordinal));
    }

    /// <inheritdoc />
    public override ProviderCapabilities GetCapabilities(ProviderContext context, string model) => Endpoint(context).Capabilities;

    /// <inheritdoc />
    public override UsageProfile GetUsageProfile(ProviderContext context, string model)
    {
        var endpoint = Endpoint(context);
        return new()
        {
            Vendor = endpoint.Vendor,
            OutputIncludesReasoning = !endpoint.Usage.HasFlag(OpenAIUsageQuirks.ReasoningOutsideOutput),
            IsFree = endpoint.IsLocal && (context.Options.Endpoint is null || context.Options.Endpoint.IsLoopback),
        };
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> GetDroppedOptions(ProviderContext context, string model, ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (GetApi(context) is OpenAIApi.Responses)
        {
            return base.GetDroppedOptions(context, model, options);
        }

        var endpoint = Endpoint(context);
        var dropped = DroppedByChat | endpoint.Ignored | endpoint.RefusedFrom(model);
        return (endpoint.TakesTopK ? dropped & ~ChatOptionKinds.TopK : dropped).FindIn(options, IsSentByChat);
    }

    /// <inheritdoc />
    protected override string GetTelemetryName(ProviderContext context) => Endpoint(context).TelemetryName;

    /// <inheritdoc />
    protected override OpenAIApi GetApi(ProviderContext context) => Options(context).Api ?? Endpoint(context).Api;

    /// <inheritdoc />
    protected override IChatClient Adapt(ProviderContext context, string model, IChatClient client) =>
        GetApi(context) is OpenAIApi.ChatCompletions ? new OpenAICompatibleChatClient(client, Endpoint(context), model) : client;

    /// <inheritdoc />
    protected override OpenAIConnection Connect(ProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var variable = Endpoint(context).ApiKeyVariable;
        var key = context.FindApiKey(variable);
        return new OpenAIConnection(
            context.Options.Endpoint ?? GetDefaultEndpoint(context)!,
            key is null && variable is null
                ? new NoAuthenticationPolicy()
                : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key ?? SuppliedPerRequest)),
            ProviderHttp.CreateClient(context, SetApiKey, key, headers: [], keyOptional: variable is null));
    }

    private protected override bool TellsCost(ProviderContext context) => Endpoint(context).Usage.HasFlag(OpenAIUsageQuirks.TellsCost);

    private static void SetApiKey(HttpRequestHeaders headers, string key) => headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    private static OpenAICompatibleProviderOptions Options(ProviderContext context) => (OpenAICompatibleProviderOptions)context.Options;

    private static OpenAICompatibleEndpoint Endpoint(ProviderContext context)
    {
        var options = Options(context);
        var endpoint = OpenAICompatibleEndpoint.Of(options.Preset);
        return options is { UseMaxTokens: null, RequestStreamUsage: null } ? endpoint : endpoint with
        {
            UsesMaxTokens = options.UseMaxTokens ?? endpoint.UsesMaxTokens,
            TakesStreamOptions = options.RequestStreamUsage ?? endpoint.TakesStreamOptions,
        };
    }

    private static bool NeedsRegion(OpenAICompatibleEndpoint endpoint) =>
        endpoint.Address?.Contains(OpenAICompatibleEndpoint.RegionPlaceholder, StringComparison.Ordinal) is true;

    // It becomes part of a host name.
    private static bool IsRegion(string? region) => region is { Length: > 0 and < 40 } && region.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
