namespace AiGateway.Client.Redaction;

/// <summary>What takes the place of the values of one request, and which pseudonyms become values again in its answer.</summary>
internal sealed class PseudonymMap(RedactionPolicy policy, PseudonymKeys keys)
{
    /// <summary>The entity of a text that looks like a pseudonym of the request and is none.</summary>
    public const string Literal = "LITERAL";

    private readonly Dictionary<string, string> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _replacements = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Entity, string Canonical), string> _canonical = [];
    private readonly HashSet<string> _lookAlikes = new(StringComparer.Ordinal);

    /// <summary>Gets the pseudonyms that become values again.</summary>
    public PseudonymTable Table { get; } = new();

    /// <summary>Gets the values and their entities, in the order in which they were found.</summary>
    public IReadOnlyDictionary<string, string> Values => _entities;

    /// <summary>Takes a value that was found.</summary>
    /// <param name="entity">What it is.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="blocks">Whether an entity that may not be sent is refused, and not replaced by its name.</param>
    /// <exception cref="RedactionRejectedException">The entity may not be sent.</exception>
    public void Add(string entity, string value, bool blocks = true)
    {
        var action = policy.ForRequest(entity);
        if (action is RedactionAction.Allow || (_entities.TryGetValue(value, out var known) && policy.Stricter(known, entity) == known))
        {
            return;
        }

        if (action is RedactionAction.Block && blocks)
        {
            throw new RedactionRejectedException(
                "redaction_blocked", $"The request holds a value of {entity}, which must not be sent. Remove it, or change the action of {entity} under Redaction:Entities.", entity);
        }

        _entities[value] = entity;
        _replacements[value] = Create(entity, value);
    }

    /// <summary>Takes a text that looks like a pseudonym.</summary>
    public void AddLookAlike(string text) => _lookAlikes.Add(text);

    /// <summary>Finds out which look-alikes are pseudonyms of this request by accident or by design; they are escaped like values.</summary>
    public void Seal()
    {
        Table.BeginReplacing();
        foreach (var text in _lookAlikes)
        {
            if (Table.Contains(text))
            {
                _entities.TryAdd(text, Literal);
            }
        }

        foreach (var text in _lookAlikes.Where(text => _entities.TryGetValue(text, out var entity) && entity == Literal))
        {
            _replacements[text] = Pseudonymize(Literal, text);
        }
    }

    /// <summary>Gets what takes the place of a value, of a form of it, or of several that overlap.</summary>
    public string Replace(string entity, string spelling)
    {
        if (!_replacements.TryGetValue(spelling, out var replacement))
        {
            _replacements[spelling] = replacement = entity == Literal ? Pseudonymize(entity, spelling) : Create(entity, spelling);
        }

        return replacement;
    }

    /// <summary>Picks the entity with the stricter action.</summary>
    public string Stricter(string left, string right) => left == Literal ? right : right == Literal ? left : policy.Stricter(left, right);

    private string Create(string entity, string value) => policy.ForRequest(entity) switch
    {
        RedactionAction.Mask => ValueMask.Mask(entity, value),
        RedactionAction.Surrogate => ValueSurrogate.Create(entity, value, Hash(keys.Current, entity, value)) ?? ValueMask.Replace(entity),
        RedactionAction.Pseudonymize => Pseudonymize(entity, value),
        _ => ValueMask.Replace(entity),
    };

    private string Pseudonymize(string entity, string value)
    {
        var canonical = CanonicalValue.Of(entity, value);
        if (_canonical.TryGetValue((entity, canonical), out var known))
        {
            return known;
        }

        var hash = TokenText.ComputeHash(keys.Current, entity, canonical);
        var length = policy.HashLength;
        var token = TokenText.Create(entity, hash, length);

        // The one that was there first keeps its pseudonym: earlier turns come first.
        while (!IsFree(token) && length < TokenText.LongestHash)
        {
            length = Math.Min(length + 2, TokenText.LongestHash);
            token = TokenText.Create(entity, hash, length);
        }

        _canonical[(entity, canonical)] = token;
        Table.Add(token, value);
        AddPrevious(entity, canonical, value);
        return token;
    }

    private void AddPrevious(string entity, string canonical, string value)
    {
        if (keys.Previous.Length > 0)
        {
            var token = TokenText.Create(entity, TokenText.ComputeHash(keys.Previous, entity, canonical), policy.HashLength);
            if (IsFree(token))
            {
                Table.Add(token, value);
            }
        }
    }

    // While values are still looked for, look-alikes can be escaped; afterwards a pseudonym has to keep away from them.
    private bool IsFree(string token) => !Table.Contains(token) && !(Table.IsSealed && _lookAlikes.Contains(token));

    private static string Hash(byte[] key, string entity, string value) => TokenText.ComputeHash(key, entity, CanonicalValue.Of(entity, value));
}
