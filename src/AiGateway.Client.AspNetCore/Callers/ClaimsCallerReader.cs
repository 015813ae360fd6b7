using Microsoft.Extensions.Configuration;

namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>Reads the section. Every key and value that does not fit is kept for the validator.</summary>
internal static class ClaimsCallerReader
{
    private const string Known =
        $"{nameof(ClaimsCallerOptions.AllowNamedTenant)}, {nameof(ClaimsCallerOptions.Anonymous)}, {nameof(ClaimsCallerOptions.ApplicationClaims)}, "
        + $"{nameof(ClaimsCallerOptions.DefaultApplication)}, {nameof(ClaimsCallerOptions.RequireTenant)}, {nameof(ClaimsCallerOptions.RoleClaims)}, "
        + $"{nameof(ClaimsCallerOptions.TenantClaims)}, {nameof(ClaimsCallerOptions.TenantHeader)}, {nameof(ClaimsCallerOptions.UserClaims)}";

    public static void Read(IConfigurationSection section, ClaimsCallerOptions options)
    {
        foreach (var child in section.GetChildren())
        {
            if (child.GetChildren().Any())
            {
                options.ReadingErrors.Add($"{child.Path} holds a section where a value belongs.");
            }
            else if (Set(options, child) is { } error)
            {
                options.ReadingErrors.Add(error);
            }
        }
    }

    private static string? Set(ClaimsCallerOptions options, IConfigurationSection entry)
    {
        // As everywhere in the gateway's configuration, an empty value counts as not set.
        var value = entry.Value is { Length: > 0 } text ? text : null;
        return entry.Key.ToUpperInvariant() switch
        {
            "TENANTCLAIMS" => Set(() => options.TenantClaims = value ?? options.TenantClaims),
            "USERCLAIMS" => Set(() => options.UserClaims = value ?? options.UserClaims),
            "APPLICATIONCLAIMS" => Set(() => options.ApplicationClaims = value ?? options.ApplicationClaims),
            "ROLECLAIMS" => Set(() => options.RoleClaims = value ?? options.RoleClaims),
            "DEFAULTAPPLICATION" => Set(() => options.DefaultApplication = value),
            "TENANTHEADER" => Set(() => options.TenantHeader = value),
            "ANONYMOUS" => SetAnonymous(options, entry, value),
            "REQUIRETENANT" => SetFlag(entry, value, flag => options.RequireTenant = flag),
            "ALLOWNAMEDTENANT" => SetFlag(entry, value, flag => options.AllowNamedTenant = flag),
            _ => $"{entry.Path} is not a known key. Known keys: {Known}.",
        };
    }

    private static string? Set(Action set)
    {
        set();
        return null;
    }

    private static string? SetFlag(IConfigurationSection entry, string? value, Action<bool> set)
    {
        if (value is not null && !bool.TryParse(value, out _))
        {
            return $"{entry.Path} = '{value}' is neither true nor false.";
        }

        if (value is not null)
        {
            set(bool.Parse(value));
        }

        return null;
    }

    private static string? SetAnonymous(ClaimsCallerOptions options, IConfigurationSection entry, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (!Enum.TryParse<AnonymousCallers>(value, ignoreCase: true, out var mode) || !Enum.IsDefined(mode) || char.IsAsciiDigit(value[0]))
        {
            return $"{entry.Path} = '{value}' is not one of {string.Join(", ", Enum.GetNames<AnonymousCallers>())}.";
        }

        options.Anonymous = mode;
        return null;
    }
}
