using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Metering;

/// <summary>Estimates tokens from the bytes of a text and what was learnt from requests that providers have counted.</summary>
/// <remarks>Nothing of a text is kept. Learning is per vendor, model and presence of tools; a model not seen yet takes its vendor's usual rate.</remarks>
public sealed class CalibratedTokenEstimator : ITokenEstimator
{
    // Model names come from configuration and from providers; a provider that answers with ever new ones must not fill the memory.
    private const int MaxKeys = 1024;
    private const double BytesPerToken = 4;
    private const double BasicOffset = 3;
    private const double PerMessage = 4;
    private const double PerTool = 60;
    private const double PerImage = 800;
    private const double PerOtherContent = 50;

    private readonly ConcurrentDictionary<TokenizerKey, TokenCalibration> _calibrations = new();

    /// <inheritdoc />
    public long Estimate(in TokenizerKey key, ReadOnlySpan<char> text)
    {
        var measured = TextMeasure.Measure(text, out var bytes);
        return bytes == 0 ? 0 : Math.Clamp((long)Math.Ceiling(Get(key).Scale(measured)), 1, bytes);
    }

    /// <inheritdoc />
    public long Estimate(in TokenizerKey key, long utf8Bytes) =>
        utf8Bytes <= 0 ? 0 : Math.Clamp((long)Math.Ceiling(Get(key).Scale(utf8Bytes / BytesPerToken)), 1, utf8Bytes);

    /// <inheritdoc />
    public long Estimate(in TokenizerKey key, IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return (long)Math.Ceiling(Get(key).Apply(Measure(messages, options, out _)));
    }

    /// <inheritdoc />
    public void Learn(in TokenizerKey key, IEnumerable<ChatMessage> messages, ChatOptions? options, long inputTokens)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var calibration = Get(key);
        if (inputTokens <= 0 || !calibration.Wants())
        {
            return;
        }

        // What is no text costs what it costs, and says nothing about text.
        var measured = Measure(messages, options, out var textOnly);
        if (textOnly && measured > 0)
        {
            calibration.Learn(measured, inputTokens);
        }
    }

    private static double Measure(IEnumerable<ChatMessage> messages, ChatOptions? options, out bool textOnly)
    {
        textOnly = true;
        var tokens = options?.Instructions is { Length: > 0 } instructions ? Measure(instructions) + PerMessage : 0;
        tokens += options?.Tools is { Count: > 0 } tools ? tools.Count * PerTool : 0;
        if (messages is IReadOnlyList<ChatMessage> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                tokens += Measure(list[i], ref textOnly);
            }

            return tokens;
        }

        foreach (var message in messages)
        {
            tokens += Measure(message, ref textOnly);
        }

        return tokens;
    }

    private static double Measure(ChatMessage message, ref bool textOnly)
    {
        var tokens = PerMessage;
        var contents = message.Contents;
        for (var i = 0; i < contents.Count; i++)
        {
            tokens += Measure(contents[i], ref textOnly);
        }

        return tokens;
    }

    private static double Measure(AIContent content, ref bool textOnly)
    {
        switch (content)
        {
            case TextContent text:
                return Measure(text.Text);
            case TextReasoningContent reasoning:
                return Measure(reasoning.Text);
            case FunctionResultContent { Result: string result }:
                return Measure(result);
            case FunctionCallContent call:
                return Measure(call.Name) + MeasureArguments(call.Arguments);
            case DataContent or UriContent:
                textOnly = false;
                return PerImage;
            default:
                textOnly = false;
                return PerOtherContent;
        }
    }

    private static double MeasureArguments(IDictionary<string, object?>? arguments)
    {
        var tokens = 0d;
        if (arguments is { Count: > 0 })
        {
            foreach (var (name, value) in arguments)
            {
                tokens += Measure(name) + (value is string text ? Measure(text) : PerMessage);
            }
        }

        return tokens;
    }

    private static double Measure(string? text) => TextMeasure.Measure(text, out _);

    private static double Prior(string vendor) => vendor switch
    {
        "anthropic" => 1.2,
        "mistral" or "meta-llama" => 1.1,
        _ => 1,
    };

    private TokenCalibration Get(in TokenizerKey key)
    {
        if (_calibrations.TryGetValue(key, out var known))
        {
            return known;
        }

        var created = new TokenCalibration(Prior(key.Vendor), BasicOffset);
        return _calibrations.Count < MaxKeys ? _calibrations.GetOrAdd(key, created) : created;
    }
}
