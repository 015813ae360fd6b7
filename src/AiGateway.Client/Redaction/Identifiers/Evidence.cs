namespace AiGateway.Client.Redaction.Identifiers;

/// <summary>How much a value says by itself: what it needs to be found.</summary>
internal enum Evidence
{
    /// <summary>Shape and check are rare enough anywhere.</summary>
    Certain,

    /// <summary>The groups that the issuer prints are enough; a bare value needs a word nearby.</summary>
    Grouped,

    /// <summary>The check is weak or the shape is common: needs a word nearby.</summary>
    Checked,

    /// <summary>There is no check: needs a word nearby.</summary>
    Shape,

    /// <summary>Needs a word nearby even where the value is the whole text.</summary>
    Context,
}
