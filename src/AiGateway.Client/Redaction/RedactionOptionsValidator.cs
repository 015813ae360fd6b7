using AiGateway.Client.Redaction.Identifiers;

namespace AiGateway.Client.Redaction;

/// <summary>Reports everything in the options that cannot be, each with its key, its value and what to do.</summary>
internal static class RedactionOptionsValidator
{
    private static readonly TimeSpan MinDetectorTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxDetectorTimeout = TimeSpan.FromMinutes(1);

    public static void Validate(RedactionOptions options, string path, IEnumerable<IEntityDetector> detectors, ICollection<string> failures)
    {
        var before = failures.Count;
        HashSet<string> known = [.. TextScanner.SupportedEntities, .. RedactionPolicy.Supplied(options, detectors)];
        ValidateNames(options, path, detectors, failures);
        ValidateEntities(options.Entities, options.Responses, path, known, failures);
        foreach (var (name, tenant) in options.Tenants)
        {
            ValidateEntities(tenant.Entities, tenant.Responses, $"{path}:Tenants:{name}", known, failures);
        }

        ValidateCountries(options, path, failures);
        ValidateThresholds(options, path, known, failures);
        ValidateKeys(options, path, failures);
        ValidateHosts(options, path, failures);
        if (options.Epoch < 0)
        {
            failures.Add($"{path}:Epoch = '{options.Epoch}' is out of range: at least 0.");
        }

        if (options.DetectorTimeout < MinDetectorTimeout || options.DetectorTimeout > MaxDetectorTimeout)
        {
            failures.Add($"{path}:DetectorTimeout = '{options.DetectorTimeout}' is out of range: from {MinDetectorTimeout} to {MaxDetectorTimeout}.");
        }

        ValidateTerms(options, path, failures);
        ValidatePatterns(options, path, failures);
        if (failures.Count == before)
        {
            ValidateDetectors(options, path, detectors, failures);
        }
    }

    private static void ValidateNames(RedactionOptions options, string path, IEnumerable<IEntityDetector> detectors, ICollection<string> failures)
    {
        var named = options.Terms.Select(terms => ($"{path}:Terms:{terms.Key}:Entity = '{terms.Value.Entity}'", terms.Value.Entity))
            .Concat(options.Patterns.Select(pattern => ($"{path}:Patterns:{pattern.Key}:Entity = '{pattern.Value.Entity}'", pattern.Value.Entity)))
            .Concat(detectors.SelectMany(detector => detector.Entities.Select(entity => ($"{detector.GetType().Name} lists the entity '{entity}', which", entity))));
        foreach (var (what, entity) in named.Where(name => !TokenText.IsEntity(name.Item2)))
        {
            failures.Add($"{what} is not the name of an entity. Use capital letters, digits and underscores, at most {TokenText.LongestEntity}, a letter first, and not {PseudonymMap.Literal}.");
        }
    }

    private static void ValidateTerms(RedactionOptions options, string path, ICollection<string> failures)
    {
        foreach (var (key, terms) in options.Terms)
        {
            if (terms.All.Any(string.IsNullOrWhiteSpace))
            {
                failures.Add($"{path}:Terms:{key} has a blank term. Remove it.");
            }
        }
    }

    // Compiled here for the first time, so that one that cannot be used is found before anything is sent.
    private static void ValidatePatterns(RedactionOptions options, string path, ICollection<string> failures)
    {
        foreach (var (key, pattern) in options.Patterns.Where(pattern => TokenText.IsEntity(pattern.Value.Entity)))
        {
            try
            {
                _ = new PatternScanner(pattern);
            }
            catch (ArgumentException exception)
            {
                failures.Add($"{path}:Patterns:{key} cannot be used: {exception.Message}");
            }
        }
    }

    private static void ValidateEntities(
        IDictionary<string, RedactionAction> requests, IDictionary<string, RedactionAction> responses, string path, HashSet<string> known, ICollection<string> failures)
    {
        foreach (var (section, entity) in requests.Keys.Select(entity => ("Entities", entity)).Concat(responses.Keys.Select(entity => ("Responses", entity))))
        {
            if (!known.Contains(entity.ToUpperInvariant()))
            {
                failures.Add($"{path}:{section}:{entity} is not a known entity. Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }
        }

        foreach (var (entity, action) in responses.Where(response => response.Value is RedactionAction.Pseudonymize or RedactionAction.Surrogate))
        {
            failures.Add($"{path}:Responses:{entity} = '{action}' has no meaning for what a model writes. Use Mask, Replace, Block or Allow.");
        }
    }

    private static void ValidateCountries(RedactionOptions options, string path, ICollection<string> failures)
    {
        foreach (var country in options.Countries.Keys.Where(country => !IdentifierCatalog.Countries.Contains(country, StringComparer.OrdinalIgnoreCase)))
        {
            failures.Add($"{path}:Countries:{country} is not a known country. Known: {string.Join(", ", IdentifierCatalog.Countries)}.");
        }
    }

    private static void ValidateThresholds(RedactionOptions options, string path, HashSet<string> known, ICollection<string> failures)
    {
        foreach (var (entity, threshold) in options.Thresholds)
        {
            if (!known.Contains(entity.ToUpperInvariant()))
            {
                failures.Add($"{path}:Thresholds:{entity} is not a known entity. Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }

            if (threshold is not (>= 0 and <= 1))
            {
                failures.Add($"{path}:Thresholds:{entity} = '{threshold.ToString(System.Globalization.CultureInfo.InvariantCulture)}' is out of range: from 0 to 1.");
            }
        }
    }

    private static void ValidateKeys(RedactionOptions options, string path, ICollection<string> failures)
    {
        if (options.Key is { Length: < RedactionKeys.MinimumLength })
        {
            failures.Add($"{path}:Key is too short. Use {RedactionKeys.MinimumLength} random characters or more.");
        }

        if (options.PreviousKey is { Length: < RedactionKeys.MinimumLength })
        {
            failures.Add($"{path}:PreviousKey is too short. Use the former value of {path}:Key, or remove it.");
        }

        if (options.PreviousKey is not null && options.Key is null)
        {
            failures.Add($"{path}:PreviousKey is set without {path}:Key. Set the key that came after it.");
        }
    }

    private static void ValidateHosts(RedactionOptions options, string path, ICollection<string> failures)
    {
        foreach (var host in options.AllowedUrlHosts.Keys)
        {
            if (Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) is UriHostNameType.Unknown)
            {
                failures.Add($"{path}:AllowedUrlHosts:{host} is not a host. Write a name such as api.example.com, or *.example.com for every host below example.com.");
            }
        }
    }

    private static void ValidateDetectors(RedactionOptions options, string path, IEnumerable<IEntityDetector> detectors, ICollection<string> failures)
    {
        try
        {
            _ = new RedactionPolicy(options, null, [.. detectors]);
        }
        catch (ArgumentException exception)
        {
            failures.Add($"{path} has terms or patterns that cannot be used: {exception.Message}");
        }
    }
}
