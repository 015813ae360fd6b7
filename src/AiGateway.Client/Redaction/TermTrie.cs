namespace AiGateway.Client.Redaction;

/// <summary>The terms of a <see cref="TermAutomaton"/> as a tree of characters, held in flat arrays.</summary>
internal sealed class TermTrie
{
    private readonly Dictionary<(int State, char Character), int> _children = [];
    private readonly List<int> _depths = [0];
    private readonly List<int> _parents = [0];
    private readonly List<char> _characters = ['\0'];
    private readonly Dictionary<int, (string? Word, string? Part)> _entities = [];

    public TermTrie(IReadOnlyList<RedactionTerms> lists, Func<char, char> fold)
    {
        foreach (var list in lists)
        {
            foreach (var term in list.All) Add(term, list, fold);
        }
    }

    public int Depth(int state) => _depths[state];

    /// <summary>The state that the character leads to, or the root.</summary>
    public int Child(int state, char c) => _children.GetValueOrDefault((state, c));

    /// <summary>The entity of the term that ends in a state; some terms are found only as whole words.</summary>
    public string? Entity(int state, bool isWord)
    {
        var (word, part) = _entities[state];
        return isWord ? word ?? part : part;
    }

    /// <summary>Every character that folds to the first one of a term.</summary>
    public string FirstCharacters(Func<char, char> fold)
    {
        HashSet<char> first = [.. Enumerable.Range(1, _depths.Count - 1).Where(state => _depths[state] == 1).Select(state => _characters[state])];
        return new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => first.Contains(fold(c)))]);
    }

    /// <summary>For each state the longest proper suffix that is a state, and the longest suffix (itself included) where a term ends.</summary>
    public (int[] Fail, int[] Output) Link()
    {
        var (fail, output) = (new int[_depths.Count], new int[_depths.Count]);
        foreach (var state in Enumerable.Range(1, _depths.Count - 1).OrderBy(state => _depths[state]))
        {
            if (_depths[state] > 1) fail[state] = Suffix(fail, fail[_parents[state]], _characters[state]);
            output[state] = _entities.ContainsKey(state) ? state : output[fail[state]];
        }

        return (fail, output);
    }

    private int Suffix(int[] fail, int state, char c)
    {
        while (state != 0 && Child(state, c) == 0) state = fail[state];
        return Child(state, c);
    }

    private void Add(string term, RedactionTerms list, Func<char, char> fold)
    {
        var state = 0;
        var (text, wasSpace) = (term.Trim(), false);
        foreach (var c in text)
        {
            var isSpace = char.IsWhiteSpace(c);
            if (!(isSpace && wasSpace)) state = Grow(state, fold(c));
            wasSpace = isSpace;
        }

        var (word, part) = _entities.GetValueOrDefault(state);
        _entities[state] = list.WholeWords ? (word ?? list.Entity, part) : (word, part ?? list.Entity);
    }

    private int Grow(int state, char c)
    {
        if (_children.TryGetValue((state, c), out var child)) return child;
        _children[(state, c)] = _depths.Count;
        _depths.Add(_depths[state] + 1);
        _parents.Add(state);
        _characters.Add(c);
        return _depths.Count - 1;
    }
}
