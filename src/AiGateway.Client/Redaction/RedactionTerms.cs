namespace AiGateway.Client.Redaction;

/// <summary>Terms of the caller's own that are to be found literally, such as customers' names.</summary>
public sealed class RedactionTerms
{
    /// <summary>Name of the entity that a term stands for.</summary>
    /// <value>Default: <c>PERSON</c>.</value>
    public string Entity { get; set; } = EntityNames.Person;

    /// <summary>The terms; a space in a term matches any run of white space. In code only.</summary>
    /// <value>Default: empty. No term is blank.</value>
    public IList<string> Terms { get; } = [];

    /// <summary>More terms, each under a key of its own, such as the number of a customer, so that a configuration file can add, change and remove single ones.</summary>
    /// <value>Default: empty. An empty text takes back the term of its key.</value>
    public IDictionary<string, string> Values { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether case is ignored.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool IgnoreCase { get; set; } = true;

    /// <summary>Whether a term must not be a part of a longer word.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool WholeWords { get; set; } = true;

    internal IEnumerable<string> All => Terms.Concat(Values.Values.Where(static value => value.Length > 0));
}
