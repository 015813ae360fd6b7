using Microsoft.Extensions.Logging;

namespace AiGateway.Client.Metering;

/// <summary>The gateway's prices: the configuration's first, then files, then the built-in table. It outlives reloads.</summary>
internal sealed class PriceBook : IPriceBook, IDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _changing = new();
    private volatile IPriceLayer[] _layers = [BuiltInPrices.Layer];
    private PriceFile[] _files = [];
    private Dictionary<string, ModelPrice?> _dearest = new(StringComparer.OrdinalIgnoreCase);
    private ConfiguredPrices _configured = new([]);
    private bool _builtIn = true;
    private ITimer? _timer;
    private long _version;

    public PriceBook(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
    }

    public long Version => Volatile.Read(ref _version);

    public DateOnly? TableDate => _layers.Min(layer => layer.Date);

    /// <summary>Takes over what is configured. The files have been read by then, and found to be right.</summary>
    public void Use(IEnumerable<KeyValuePair<string, PriceOptions>> prices, MeteringOptions options, IEnumerable<PriceFile> files)
    {
        lock (_changing)
        {
            _configured = new ConfiguredPrices(prices);
            _files = [.. files];
            _builtIn = options.BuiltInPrices;
            Publish();
            _timer?.Dispose();
            _timer = _files.Length == 0 ? null
                : _time.CreateTimer(static book => ((PriceBook)book!).Refresh(), this, options.PriceFileInterval, options.PriceFileInterval);
        }
    }

    public ModelPrice? Find(in PriceKey key)
    {
        foreach (var layer in _layers)
        {
            if (PriceSearch.Find(layer, key) is { } price)
            {
                return price;
            }
        }

        return null;
    }

    public ModelPrice? FindDearest(string? vendor)
    {
        lock (_changing)
        {
            if (!_dearest.TryGetValue(vendor ?? "", out var dearest))
            {
                _dearest[vendor ?? ""] = dearest = SearchDearest(vendor);
            }

            return dearest;
        }
    }

    public void Dispose()
    {
        lock (_changing)
        {
            _timer?.Dispose();
        }
    }

    private ModelPrice? SearchDearest(string? vendor)
    {
        var now = _time.GetUtcNow();
        var prices = vendor is null ? [] : _layers.SelectMany(layer => layer.All(vendor)).ToList();
        if (prices.Count == 0)
        {
            prices = [.. _layers.SelectMany(layer => layer.Vendors.SelectMany(layer.All))];
        }

        return prices.MaxBy(price => price.CurrentRates(now) is var rates ? (Int128)rates.Input + rates.Output : 0);
    }

    private void Refresh()
    {
        lock (_changing)
        {
            var changed = false;
            foreach (var file in _files)
            {
                List<string> errors = [];
                changed |= file.Refresh(errors);
                if (errors.Count > 0)
                {
                    var described = string.Join(Environment.NewLine, errors);
                    MeteringLog.PriceFileRefused(_logger, file.Name, described);
                }
            }

            if (changed)
            {
                Publish();
                var count = _files.Sum(file => file.List.Count);
                MeteringLog.PricesReloaded(_logger, count);
            }
        }
    }

    private void Publish()
    {
        _layers = [_configured, .. _files.Select(file => file.List), .. _builtIn ? [BuiltInPrices.Layer] : Array.Empty<IPriceLayer>()];
        _dearest = new(StringComparer.OrdinalIgnoreCase);
        Interlocked.Increment(ref _version);
    }
}
