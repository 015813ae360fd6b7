using System.Collections.Frozen;

namespace AiGateway.Client.Redaction;

/// <summary>The hosts into whose URLs values may be restored.</summary>
internal sealed class UrlHosts(IEnumerable<KeyValuePair<string, bool>> hosts)
{
    private readonly FrozenSet<string> _hosts =
        hosts.Where(host => host.Value).Select(host => host.Key.Trim()).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether an authority, as written in a URL, is of an allowed host.</summary>
    public bool Allows(string authority)
    {
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var port = host.LastIndexOf(':');
        if (port >= 0 && host.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        host = port < 0 ? host : host[..port];
        if (_hosts.Contains(host))
        {
            return true;
        }

        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = host.IndexOf('.', dot + 1))
        {
            if (_hosts.Contains("*" + host[dot..]))
            {
                return true;
            }
        }

        return false;
    }
}
