using System.Security.Claims;
using AiGateway.Client.Pipeline;

namespace AiGateway.Client.AspNetCore.Callers;

/// <summary>Types of claims in order of preference. Claims of identities that nobody has authenticated do not count.</summary>
internal sealed class ClaimNames(string names, string meaning)
{
    private readonly string[] _names = Split(names);

    public static string[] Split(string? names) => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Finds the one value of the first type that there is.</summary>
    /// <exception cref="GatewayRejectedException">There are several, and nobody can say which is meant.</exception>
    public string? FindOne(ClaimsPrincipal user)
    {
        foreach (var name in _names)
        {
            string? found = null;
            foreach (var value in Values(user, name))
            {
                if (found is not null && found != value)
                {
                    throw new GatewayRejectedException(
                        GatewayStage.Entry, CallerReasonCodes.Ambiguous, $"The user has several different claims that name the {meaning}, and there can be one only.");
                }

                found = value;
            }

            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Finds the values of every type.</summary>
    public IReadOnlyCollection<string> FindAll(ClaimsPrincipal user)
    {
        HashSet<string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in _names)
        {
            found.UnionWith(Values(user, name));
        }

        return found;
    }

    private static IEnumerable<string> Values(ClaimsPrincipal user, string name)
    {
        foreach (var identity in user.Identities)
        {
            if (!identity.IsAuthenticated)
            {
                continue;
            }

            foreach (var claim in identity.Claims)
            {
                if (claim.Type.Equals(name, StringComparison.Ordinal) && claim.Value.Trim() is { Length: > 0 } value)
                {
                    yield return value;
                }
            }
        }
    }
}
