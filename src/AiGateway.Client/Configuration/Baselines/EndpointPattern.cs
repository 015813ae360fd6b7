namespace AiGateway.Client.Configuration.Baselines;

/// <summary>One origin, or all hosts below a domain at one scheme and port.</summary>
internal sealed record EndpointPattern
{
    private const string AnyHost = "://*.";

    private EndpointPattern(Uri origin, bool below)
    {
        Scheme = origin.Scheme;
        Host = HostOf(origin);
        Port = origin.Port;
        Below = below;
    }

    private string Scheme { get; }

    private string Host { get; }

    private int Port { get; }

    private bool Below { get; }

    /// <summary>Reads a pattern; <see langword="null"/> when it is none.</summary>
    public static EndpointPattern? Parse(string text)
    {
        var below = text.Contains(AnyHost, StringComparison.Ordinal);
        return Uri.TryCreate(below ? text.Replace(AnyHost, "://", StringComparison.Ordinal) : text, UriKind.Absolute, out var origin) && IsOrigin(origin)
            && (!below || origin.HostNameType is UriHostNameType.Dns) ? new EndpointPattern(origin, below) : null;
    }

    public bool Matches(Uri address) => address.IsAbsoluteUri && Covers(new EndpointPattern(address, below: false));

    /// <summary>Tells whether this pattern stands for everything that another one stands for.</summary>
    public bool Covers(EndpointPattern other) =>
        (Scheme, Port) == (other.Scheme, other.Port)
        && ((Host == other.Host && Below == other.Below) || (Below && other.Host.EndsWith("." + Host, StringComparison.Ordinal)));

    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return new Uri($"{Scheme}://{host}:{Port}").GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped).Replace("://", Below ? AnyHost : "://", StringComparison.Ordinal);
    }

    // The same host can be written with a dot at its end and in other letters.
    private static string HostOf(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static bool IsOrigin(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 } && !address.Host.Contains('*', StringComparison.Ordinal);
}
