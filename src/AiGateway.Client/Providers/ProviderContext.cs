using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace AiGateway.Client.Providers;

/// <summary>One configured provider, as its adapter sees it: name, options and the application's services.</summary>
public sealed class ProviderContext
{
    private static readonly byte[] IdentityKey = RandomNumberGenerator.GetBytes(32);

    private readonly List<IDisposable> _owned = [];

    /// <summary>Initializes a new instance of the <see cref="ProviderContext"/> class.</summary>
    /// <param name="name">The provider's name as configured.</param>
    /// <param name="path">The configuration path of the provider's section.</param>
    /// <param name="options">The provider's options.</param>
    /// <param name="services">The application's services.</param>
    public ProviderContext(string name, string path, ProviderOptions options, IServiceProvider services)
    {
        Name = name;
        Path = path;
        Options = options;
        Services = services;
        TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Credential = options.Credential ?? FindCredential(services, name);
    }

    /// <summary>Gets the provider's name as configured.</summary>
    public string Name { get; }

    /// <summary>Gets the configuration path of the provider's section, for messages.</summary>
    public string Path { get; }

    /// <summary>Gets the name of the key that this context stands for, where the provider has several.</summary>
    /// <value><see langword="null"/> for a provider with one key or none.</value>
    public string? KeyName { get; private init; }

    /// <summary>Gets the provider's options, of the type that <see cref="IChatProvider.OptionsType"/> names.</summary>
    public ProviderOptions Options { get; }

    /// <summary>Gets the application's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Gets the callback for the API key.</summary>
    /// <value><see langword="null"/> when none is registered.</value>
    public IProviderCredential? Credential { get; }

    /// <summary>Finds the configured API key: the option, else the named environment variable, else the customary one.</summary>
    /// <param name="customaryVariable">The environment variable that the vendor's own tools read; <see langword="null"/>: there is none.</param>
    /// <returns>The key; <see langword="null"/> when there is none.</returns>
    public string? FindApiKey(string? customaryVariable)
    {
        var variable = Options.ApiKeyEnvironmentVariable ?? customaryVariable;
        var key = KeyName is not null ? Options.ApiKeys[KeyName]
            : !string.IsNullOrWhiteSpace(Options.ApiKey) ? Options.ApiKey
            : string.IsNullOrEmpty(variable) ? null
            : Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(key) ? null : key.Trim();
    }

    /// <summary>Reports a missing API key, saying where it was looked for.</summary>
    /// <param name="customaryVariable">The environment variable that the vendor's own tools read.</param>
    /// <param name="failures">Receives the message.</param>
    public void RequireApiKey(string customaryVariable, ICollection<string> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        if (Credential is null && Options.ApiKeys.Count == 0 && FindApiKey(customaryVariable) is null)
        {
            var variable = Options.ApiKeyEnvironmentVariable ?? customaryVariable;
            failures.Add($"{Path}:ApiKey is missing, and the environment variable '{variable}' is not set. Set either one, " +
                $"or name another variable in {Path}:ApiKeyEnvironmentVariable, or register a credential with AddCredential(\"{Name}\", ...).");
        }
    }

    /// <summary>Hands over what was made for the provider's client and goes with it; SDK clients do not dispose a transport they were given.</summary>
    internal void Own(IDisposable resource) => _owned.Add(resource);

    internal void DisposeOwned()
    {
        foreach (var resource in _owned)
        {
            resource.Dispose();
        }

        _owned.Clear();
    }

    /// <summary>Derives a stable name for the key within this process, from which the key cannot be found.</summary>
    internal string KeyIdentity()
    {
        var key = KeyName is not null ? Options.ApiKeys[KeyName] : Options.ApiKey ?? (Options.ApiKeyEnvironmentVariable is { } variable ? Environment.GetEnvironmentVariable(variable) : null) ?? "";
        return Convert.ToHexString(HMACSHA256.HashData(IdentityKey, Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
    }

    /// <summary>Lists the provider's keys, each as a context of its own.</summary>
    internal IEnumerable<ProviderContext> ForEachKey() => Options.ApiKeys.Count == 0 ? [this]
        : Options.ApiKeys.Keys.Select(key => new ProviderContext(Name, Path, Options, Services) { KeyName = key });

    private static IProviderCredential? FindCredential(IServiceProvider services, string name) =>
        (services as IKeyedServiceProvider)?.GetKeyedService(typeof(IProviderCredential), name) as IProviderCredential
        ?? services.GetService<IProviderCredential>();
}
