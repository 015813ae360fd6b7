namespace AiGateway.Client.Configuration.Baselines;

/// <summary>Which values of a policy's setting are tighter than another one.</summary>
internal enum SettingOrder
{
    /// <summary>None is known to be: it must be as the baseline says.</summary>
    Same,

    /// <summary>It loosens nothing.</summary>
    Free,

    /// <summary>A value that is lower; no value is the highest. Of enumerations, one that stands earlier.</summary>
    Lower,

    /// <summary>A value that is higher.</summary>
    Higher,

    /// <summary><see langword="true"/>.</summary>
    True,

    /// <summary><see langword="false"/>.</summary>
    False,

    /// <summary>More requests.</summary>
    Scope,

    /// <summary>More names.</summary>
    More,

    /// <summary>More names, and each with the same value.</summary>
    MoreEqual,

    /// <summary>Fewer names; none forbids everything.</summary>
    Fewer,

    /// <summary>Fewer names; none allows everything.</summary>
    FewerNotNone,
}
