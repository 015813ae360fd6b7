using AiGateway.Client.Context;
using AiGateway.Client.Resilience;

namespace AiGateway.Client.Testing;

/// <summary>Assertions on what happened to a request, for any test framework. Each returns the result, so that they chain.</summary>
public static class GatewayResultAssertions
{
    /// <summary>Asserts that the whole answer was delivered.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GatewayAssertionException">It was not.</exception>
    public static GatewayResult ShouldHaveSucceeded(this GatewayResult result) => result.ShouldHaveEnded(GatewayOutcome.Succeeded);

    /// <summary>Asserts how the request ended.</summary>
    /// <param name="result">The result.</param>
    /// <param name="outcome">The outcome expected.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GatewayAssertionException">It ended otherwise.</exception>
    public static GatewayResult ShouldHaveEnded(this GatewayResult result, GatewayOutcome outcome) =>
        Check(result, result?.Outcome == outcome, $"the outcome to be {outcome}");

    /// <summary>Asserts which target answered. One that failed has not, although it was the last to be asked.</summary>
    /// <param name="result">The result.</param>
    /// <param name="target">The target's name.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GatewayAssertionException">Another one did, or none.</exception>
    public static GatewayResult ShouldBeAnsweredBy(this GatewayResult result, string target) =>
        Check(result, result?.Outcome is GatewayOutcome.Succeeded or GatewayOutcome.Abandoned && IsSame(result.Target, target), $"target '{target}' to have answered");

    /// <summary>Asserts which route served the request.</summary>
    /// <param name="result">The result.</param>
    /// <param name="route">The route's name.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GatewayAssertionException">Another one did.</exception>
    public static GatewayResult ShouldBeServedBy(this GatewayResult result, string route) =>
        Check(result, IsSame(result?.Route, route), $"route '{route}' to have served");

    /// <summary>Asserts how many attempts were made.</summary>
    /// <param name="result">The result.</param>
    /// <param name="attempts">The number of attempts.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GatewayAssertionException">There were more or fewer.</exception>
    public static GatewayResult ShouldHaveAttempts(this GatewayResult result, int attempts) =>
        Check(result, result?.Attempts.Count == attempts, $"{attempts} attempt(s)");

    /// <summary>Asserts that an attempt failed in a certain way.</summary>
    /// <param name="result">The result.</param>
    /// <param name="target">The target's name.</param>
    /// <param name="kind">The kind of failure.</param>
    /// <returns>The result.</returns>
    /// <exception cref="GatewayAssertionException">No attempt at that target failed so.</exception>
    public static GatewayResult ShouldHaveFailedAt(this GatewayResult result, string target, FailureKind kind) =>
        Check(result, result?.Attempts.Any(attempt => IsSame(attempt.Target, target) && attempt.Failure?.Kind == kind) is true,
            $"an attempt at target '{target}' to have failed with {kind}");

    // Names in configuration are compared without case.
    private static bool IsSame(string? name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);

    private static GatewayResult Check(GatewayResult? result, bool holds, string expectation)
    {
        ArgumentNullException.ThrowIfNull(result);
        return holds ? result : throw new GatewayAssertionException(
            $"Expected {expectation}, but the request was: {result}. Attempts: {string.Join("; ", result.Attempts)}.");
    }
}
