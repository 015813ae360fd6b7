using AiGateway.Client.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Tests.Conformance;

/// <summary>What the conformance suite must know of an adapter. Everything else holds for all of them alike.</summary>
/// <remarks>Every adapter's test project lists its own in <c>WireAdapters.All</c>.</remarks>
public sealed record WireAdapter
{
    /// <summary>Gets the name under which the adapter's tests are listed.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the provider type in configuration.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the format that it speaks.</summary>
    public required WireApi Api { get; init; }

    /// <summary>Gets the path that it asks at.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the registration of its package.</summary>
    public required Func<IAiGatewayBuilder, IAiGatewayBuilder> Add { get; init; }

    /// <summary>Gets the address to configure for a server, or for a path in front of one.</summary>
    public required Func<Uri, Uri> Endpoint { get; init; }

    /// <summary>Gets the settings of the provider's section beside type, endpoint and key.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets how its requests are read.</summary>
    public required WireReading Reading { get; init; }

    /// <summary>Gets what the vendor's errors are to be taken for.</summary>
    public required WireErrors Errors { get; init; }

    /// <summary>Gets the header that carries the key.</summary>
    public string KeyHeader { get; init; } = "Authorization";

    /// <summary>Gets what stands before the key in its header.</summary>
    public string KeyScheme { get; init; } = "Bearer ";

    /// <summary>Gets the environment variable that the vendor's own tools read.</summary>
    /// <value><see langword="null"/>: there is none, and no key is needed.</value>
    public string? KeyVariable { get; init; }

    /// <summary>Gets those of <see cref="OptionConformance.All"/> that the adapter drops.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Gets a value indicating whether usage tells cached and reasoning tokens.</summary>
    public bool DetailedUsage { get; init; } = true;

    /// <summary>Gets a value indicating whether an answer without usage can be told from one that used nothing.</summary>
    public bool UsageMayBeAbsent { get; init; } = true;

    /// <summary>Gets a value indicating whether images are sent by their address.</summary>
    public bool ImageAddresses { get; init; } = true;

    /// <summary>Gets a value indicating whether the vendor says that it filtered an answer.</summary>
    public bool SaysFiltered { get; init; } = true;

    /// <summary>Gets the exception that the SDK throws for an HTTP error.</summary>
    public required Type Exception { get; init; }

    public override string ToString() => Name;
}
