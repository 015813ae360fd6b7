using AiGateway.Client.Context;
using AiGateway.Client.Providers;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Finds out what attempts at one target used and cost, the moment they have ended.</summary>
internal sealed class AttemptMeter
{
    private readonly MeteringServices _services;
    private readonly MeteringOptions _options;
    private readonly MeterSubject _subject;
    private readonly PriceCache _prices;
    private readonly TokenizerKey _key;
    private readonly TokenizerKey _keyWithTools;
    private int _warned;

    public AttemptMeter(MeteringServices services, MeteringOptions options, MeterSubject subject)
    {
        _services = services;
        _options = options;
        _subject = subject;
        _prices = new PriceCache(services.Book, subject);
        _key = new TokenizerKey(subject.Profile.Vendor ?? subject.Provider, subject.Model);
        _keyWithTools = _key with { HasTools = true };
    }

    /// <summary>Gets a value indicating whether the target may not serve requests, because its price is not known.</summary>
    public bool IsRefused => _options.Unpriced is UnpricedMode.Reject && !_subject.Profile.IsFree && _prices.Find(null) is null;

    /// <summary>Gets a value indicating whether prices may keep the target from serving.</summary>
    public bool MayRefuse => _options.Unpriced is UnpricedMode.Reject;

    /// <summary>Estimates what a request costs, to compare targets.</summary>
    /// <returns>Nano-USD; <see langword="null"/> when no price is known.</returns>
    public long? Estimate(long input, long output)
    {
        var price = _prices.Find(null);
        return price is null
            ? _subject.Profile.IsFree ? 0 : null
            : price.PriceNanos(new TokenUsage { Input = input, Output = output, Requests = 1 }, Terms(price, null));
    }

    /// <summary>Prices usage that was reported, and takes no note of it. Never throws.</summary>
    /// <returns>Nano-USD; <see langword="null"/> when no price is known, or there is nothing to price.</returns>
    public long? Quote(UsageDetails usage, string? model, out CostSource source)
    {
        source = CostSource.Rates;
        try
        {
            var details = usage as ProviderUsageDetails;
            if (details?.ReportedCost is { } reported && _options.CostSource is CostSource.Provider)
            {
                source = CostSource.Provider;
                return ToNanos(reported);
            }

            var price = IsEmpty(usage) ? null : _prices.Find(model);
            return price is not null ? price.PriceNanos(UsageNormalizer.Normalize(usage, _subject.Profile, out _), Terms(price, details))
                : _subject.Profile.IsFree ? 0 : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A price book of the application's own. Settling reports it.
            return null;
        }
    }

    /// <summary>Settles an attempt that has ended: writes its usage and cost into its record, and tells the sinks. Never throws.</summary>
    public void Settle(GatewayAttempt attempt, GatewayContext? context, in AttemptEvidence evidence)
    {
        if (!evidence.IsBillable)
        {
            return;
        }

        try
        {
            var usage = Count(attempt, evidence);
            var price = Charge(attempt, evidence, usage);
            Publish(attempt, context, evidence, usage, price);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A price book or an estimator of the application's own: its fault must not become the request's.
            attempt.UsageStatus = UsageStatus.Unpriced;
            MeteringLog.MeteringFailed(_services.Logger, _subject.Model, _subject.Provider, exception.GetType().Name);
        }
    }

    private TokenUsage Count(GatewayAttempt attempt, in AttemptEvidence evidence)
    {
        ref readonly var key = ref evidence.Options?.Tools is { Count: > 0 } ? ref _keyWithTools : ref _key;
        if (evidence.Usage is not { } reported || IsEmpty(reported))
        {
            attempt.UsageStatus = UsageStatus.Estimated;
            var (input, output) = (_services.Estimator.Estimate(key, evidence.Messages, evidence.Options), _services.Estimator.Estimate(key, evidence.ReceivedBytes));
            attempt.Estimate(input, output);
            return new TokenUsage { Input = input, Output = output, Requests = 1 };
        }

        var usage = UsageNormalizer.Normalize(reported, _subject.Profile, out var unexplained);
        if (unexplained > 0)
        {
            MeteringLog.UsageUnexplained(_services.Logger, _subject.Model, _subject.Provider, unexplained);
        }

        if (evidence.Complete && reported is { InputTokenCount: not null, OutputTokenCount: not null })
        {
            _services.Estimator.Learn(key, evidence.Messages, evidence.Options, usage.TotalInput);
            return usage;
        }

        return Complete(attempt, evidence, key, usage);
    }

    // No prompt is empty: zeros all over are what some SDKs make of usage that never came. Of an adapter that has read the provider's own object they are believed.
    private static bool IsEmpty(UsageDetails usage) =>
        usage is { InputTokenCount: null or 0, OutputTokenCount: null or 0, TotalTokenCount: null or 0 } and not ProviderUsageDetails;

    // Part of the usage is missing: the prompt's count at some servers, and the output's where the end of the stream was never seen.
    private TokenUsage Complete(GatewayAttempt attempt, in AttemptEvidence evidence, in TokenizerKey key, TokenUsage usage)
    {
        attempt.UsageStatus = UsageStatus.Estimated;
        var reported = evidence.Usage!;
        var input = reported.InputTokenCount is null && reported.TotalTokenCount is null
            ? Math.Max(0, _services.Estimator.Estimate(key, evidence.Messages, evidence.Options) - usage.TotalInput) : 0;
        var output = evidence.Complete && reported.OutputTokenCount is not null
            ? 0 : Math.Max(0, _services.Estimator.Estimate(key, evidence.ReceivedBytes) - usage.TotalOutput);
        usage = usage with { Input = usage.Input + input, Output = usage.Output + output };
        attempt.Estimate(usage.TotalInput, usage.TotalOutput);
        return usage;
    }

    private ModelPrice? Charge(GatewayAttempt attempt, in AttemptEvidence evidence, in TokenUsage usage)
    {
        var details = evidence.Usage as ProviderUsageDetails;
        var price = _prices.Find(evidence.ResponseModel);
        var assumed = price is null && _options.Unpriced is UnpricedMode.AssumeMostExpensive && !_subject.Profile.IsFree;
        price = assumed ? _services.Book.FindDearest(_subject.Profile.Vendor) : price;
        attempt.CostNanos = price?.PriceNanos(usage, Terms(price, details)) ?? 0;
        if (details?.ReportedCost is { } reported && _options.CostSource is CostSource.Provider)
        {
            TakeReported(attempt, ToNanos(reported), assumed ? null : price);
        }
        else if (price is null && !_subject.Profile.IsFree)
        {
            attempt.UsageStatus = UsageStatus.Unpriced;
            WarnUnpriced();
        }
        else if (assumed || price?.Confidence is PriceConfidence.Conflict)
        {
            attempt.UsageStatus = UsageStatus.Estimated;
        }

        return price;
    }

    private static long ToNanos(decimal reported) => (long)decimal.Round(Math.Clamp(reported, 0, 1_000_000) * GatewayAttempt.NanosPerUsd);

    private void TakeReported(GatewayAttempt attempt, long reported, ModelPrice? price)
    {
        var priced = attempt.CostNanos;
        if (price is not null && Math.Abs(reported - priced) > Math.Max(reported, priced) / 20)
        {
            MeteringLog.CostDiffers(_services.Logger, _subject.Provider, _subject.Model, reported, priced);
        }

        attempt.CostNanos = reported;
        attempt.CostSource = CostSource.Provider;
        attempt.UsageStatus = UsageStatus.ProviderReported;
    }

    private PriceTerms Terms(ModelPrice price, ProviderUsageDetails? details) =>
        new(details?.ServiceTier, details?.Region ?? _subject.Region, details?.Speed, price.IsDated ? _services.Time.GetUtcNow() : default);

    private void WarnUnpriced()
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            MeteringLog.ModelUnpriced(_services.Logger, _subject.Model, _subject.Provider);
        }
    }

    private void Publish(GatewayAttempt attempt, GatewayContext? context, in AttemptEvidence evidence, in TokenUsage usage, ModelPrice? price)
    {
        UsageRecord? record = null;
        foreach (var sink in _services.Sinks)
        {
            try
            {
                if (sink.IsEnabled)
                {
                    sink.Record(record ??= CreateRecord(attempt, context, evidence, usage, price));
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                MeteringLog.UsageSinkFailed(_services.Logger, sink.GetType().Name, exception.GetType().Name);
            }
        }
    }

    private UsageRecord CreateRecord(GatewayAttempt attempt, GatewayContext? context, in AttemptEvidence evidence, in TokenUsage usage, ModelPrice? price) => new()
    {
        Time = _services.Time.GetUtcNow(),
        RequestId = context?.RequestId ?? "",
        Route = context?.Route ?? "",
        Target = context is null ? "" : attempt.Target,
        Caller = context?.Caller ?? GatewayCaller.Anonymous,
        Tags = context?.Options.Tags is { } tags ? new Dictionary<string, string>(tags) : null,
        Kind = attempt.Kind,
        Outcome = attempt.Outcome,
        Provider = _subject.Provider,
        Model = _subject.Model,
        ResponseModel = evidence.ResponseModel,
        Usage = usage,
        Status = attempt.UsageStatus,
        Cost = attempt.Cost,
        CostSource = attempt.CostSource,
        PriceConfidence = attempt.CostSource is CostSource.Provider ? null : price?.Confidence,
        DisplayCost = _options.DisplayCurrency is null ? null : attempt.Cost * _options.DisplayRate,
        DisplayCurrency = _options.DisplayCurrency,
    };
}
