using Microsoft.Extensions.Options;

namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>Checks the options and reports every error with its key, its value and what to do.</summary>
internal sealed class ClaimsCallerOptionsValidator : IValidateOptions<ClaimsCallerOptions>
{
    private const string Section = ClaimsCallerOptions.SectionName;

    public ValidateOptionsResult Validate(string? name, ClaimsCallerOptions options)
    {
        List<string> failures = [.. options.ReadingErrors];
        RequireNames(nameof(options.TenantClaims), options.TenantClaims, failures);
        RequireNames(nameof(options.UserClaims), options.UserClaims, failures);
        RequireNames(nameof(options.ApplicationClaims), options.ApplicationClaims, failures);
        RequireNames(nameof(options.RoleClaims), options.RoleClaims, failures);
        if (!Enum.IsDefined(options.Anonymous))
        {
            failures.Add($"{Section}:{nameof(options.Anonymous)} = '{options.Anonymous}' is not one of {string.Join(", ", Enum.GetNames<AnonymousCallers>())}.");
        }

        ValidateHeader(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void RequireNames(string key, string? value, List<string> failures)
    {
        if (ClaimNames.Split(value).Length == 0)
        {
            failures.Add($"{Section}:{key} = '{value}' names no type of claim. Name at least one, such as 'sub', separated by commas.");
        }
    }

    private static void ValidateHeader(ClaimsCallerOptions options, List<string> failures)
    {
        if (options.TenantHeader is not { } header)
        {
            RequireAllowance(options.MayNameTenant is not null && !options.AllowNamedTenant, nameof(options.MayNameTenant), failures);
            return;
        }

        if (header.Length == 0 || !header.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            failures.Add($"{Section}:{nameof(options.TenantHeader)} = '{header}' is no name of a header. Use letters, digits, '-' and '_', such as 'X-Tenant'.");
        }

        // A header that is read nowhere would look as if it worked.
        RequireAllowance(!options.AllowNamedTenant, nameof(options.TenantHeader), failures);
    }

    private static void RequireAllowance(bool missing, string key, List<string> failures)
    {
        if (missing)
        {
            failures.Add($"{Section}:{key} is set, and {Section}:{nameof(ClaimsCallerOptions.AllowNamedTenant)} is 'False'. Set it to true if requests may name their own tenant, or remove {key}.");
        }
    }
}
