using AiGateway.Client.Providers;

namespace AiGateway.Client.Configuration;

/// <summary>Reports everything in the configuration of a provider that the baselines do not allow.</summary>
internal sealed class BaselineValidator(BaselineRules rules)
{
    /// <param name="path">The path of the provider's section.</param>
    /// <param name="provider">The provider's options.</param>
    /// <param name="defaultEndpoint">Tells where the provider is without an endpoint of its own; <see langword="null"/> when its type is not known.</param>
    /// <param name="failures">Takes what is not allowed.</param>
    public void Validate(string path, ProviderOptions provider, Func<Uri?>? defaultEndpoint, List<string> failures)
    {
        if (rules.ProviderTypes is { } types && provider.Type.Length > 0 && !types.Contains(provider.Type, StringComparer.OrdinalIgnoreCase))
        {
            failures.Add($"{path}:Type = '{provider.Type}' is not allowed by the baseline. Allowed provider types: {List(types)}.");
        }

        if (rules.Endpoints is { } endpoints)
        {
            ValidateEndpoint(path, provider, endpoints, defaultEndpoint, failures);
        }

        if (rules.Regions is { } regions)
        {
            ValidateRegion(path, provider.Region?.Trim(), regions, failures);
        }
    }

    private static void ValidateEndpoint(
        string path, ProviderOptions provider, IReadOnlyList<EndpointPattern> allowed, Func<Uri?>? defaultEndpoint, List<string> failures)
    {
        if (provider.Endpoint is { } endpoint)
        {
            if (!IsAllowed(endpoint))
            {
                failures.Add($"{path}:Endpoint = '{Describe(endpoint)}' is not allowed by the baseline. Allowed endpoints: {List(allowed)}.");
            }
        }
        else if (defaultEndpoint is not null && defaultEndpoint() is var standard && (standard is null || !IsAllowed(standard)))
        {
            failures.Add(standard is null
                ? $"{path}:Endpoint is missing. The baseline judges providers by their endpoint, and type '{provider.Type}' has none of its own here. Allowed endpoints: {List(allowed)}."
                : $"{path}:Endpoint is not set, and '{Describe(standard)}', which provider type '{provider.Type}' would use, is not allowed by the baseline. " +
                    $"Allowed endpoints: {List(allowed)}.");
        }

        bool IsAllowed(Uri address) => allowed.Any(pattern => pattern.Matches(address));
    }

    private static void ValidateRegion(string path, string? region, IReadOnlyList<string> allowed, List<string> failures)
    {
        if (string.IsNullOrEmpty(region))
        {
            failures.Add($"{path}:Region is missing. The baseline asks where every provider processes data. Allowed regions: {List(allowed)}.");
        }
        else if (!allowed.Contains(region, StringComparer.OrdinalIgnoreCase))
        {
            failures.Add($"{path}:Region = '{region}' is not allowed by the baseline. Allowed regions: {List(allowed)}.");
        }
    }

    private static string List<T>(IReadOnlyList<T> allowed) => allowed.Count == 0 ? "none" : string.Join(", ", allowed);

    // User names, passwords and queries may be secret.
    private static string Describe(Uri address) =>
        address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "a relative address";
}
