using System.Text.Json;
using AiGateway.Client.Context;

namespace AiGateway.Client.Auditing.Chain;

/// <summary>Writes records as JSON. What has no value is left out.</summary>
internal static class RecordJson
{
    public static void Write(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteStartObject();
        json.WriteString("requestId"u8, record.RequestId);
        json.WriteString("time"u8, record.Time);
        json.WriteNumber("durationMs"u8, Milliseconds(record.Duration));
        Text(json, "traceId"u8, record.TraceId);
        Text(json, "tenant"u8, record.Tenant);
        Text(json, "application"u8, record.Application);
        Text(json, "user"u8, record.User);
        Text(json, "keyId"u8, record.KeyId);
        json.WriteString("route"u8, record.Route);
        json.WriteBoolean("streamed"u8, record.IsStreamed);
        json.WriteString("outcome"u8, Name(record.Outcome));
        Text(json, "stage"u8, record.Stage is { } stage ? Name(stage) : null);
        Text(json, "reason"u8, record.Reason);
        WriteAttempts(json, record.Attempts);
        WriteDecisions(json, record.Decisions);
        WriteRedactions(json, record.Redactions);
        Number(json, "inputTokens"u8, record.InputTokens);
        Number(json, "outputTokens"u8, record.OutputTokens);
        json.WriteString("usageStatus"u8, Name(record.UsageStatus));
        json.WriteNumber("cost"u8, record.Cost);
        if (record.SavedCost != 0)
        {
            json.WriteNumber("savedCost"u8, record.SavedCost);
        }

        json.WriteString("configuration"u8, record.ConfigurationVersion);
        WriteContent(json, record);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, AuditRecord record)
    {
        Number(json, "messages"u8, record.Messages);
        Text(json, "promptHash"u8, record.PromptHash);
        Text(json, "answerHash"u8, record.AnswerHash);
        Text(json, "prompt"u8, record.Prompt);
        Text(json, "answer"u8, record.Answer);
    }

    private static void WriteAttempts(Utf8JsonWriter json, IReadOnlyList<GatewayAttempt> attempts)
    {
        json.WriteStartArray("attempts"u8);
        for (var i = 0; i < attempts.Count; i++)
        {
            WriteAttempt(json, attempts[i]);
        }

        json.WriteEndArray();
    }

    private static void WriteAttempt(Utf8JsonWriter json, GatewayAttempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, Name(attempt.Kind));
        json.WriteString("target"u8, attempt.Target);
        json.WriteString("provider"u8, attempt.Provider);
        json.WriteString("model"u8, attempt.Model);
        Text(json, "key"u8, attempt.Key);
        json.WriteString("outcome"u8, Name(attempt.Outcome));
        Text(json, "failure"u8, attempt.Failure is { } failure ? Name(failure.Kind) : null);
        Number(json, "status"u8, attempt.Failure?.StatusCode);
        json.WriteNumber("durationMs"u8, Milliseconds(attempt.Duration));
        if (attempt.TimeToFirstToken is { } first)
        {
            json.WriteNumber("firstTokenMs"u8, Milliseconds(first));
        }

        Number(json, "inputTokens"u8, attempt.Usage?.InputTokenCount);
        Number(json, "outputTokens"u8, attempt.Usage?.OutputTokenCount);
        json.WriteString("usageStatus"u8, Name(attempt.UsageStatus));
        json.WriteNumber("cost"u8, attempt.Cost);
        json.WriteEndObject();
    }

    private static void WriteDecisions(Utf8JsonWriter json, IReadOnlyList<PolicyDecision> decisions)
    {
        if (decisions.Count == 0)
        {
            return;
        }

        json.WriteStartArray("decisions"u8);
        for (var i = 0; i < decisions.Count; i++)
        {
            var decision = decisions[i];
            json.WriteStartObject();
            json.WriteString("policy"u8, decision.Policy);
            json.WriteString("phase"u8, Name(decision.Phase));
            json.WriteString("verdict"u8, Name(decision.Verdict));
            json.WriteString("reason"u8, decision.ReasonCode);
            json.WriteString("mode"u8, Name(decision.Mode));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRedactions(Utf8JsonWriter json, IReadOnlyDictionary<string, int> redactions)
    {
        if (redactions.Count == 0)
        {
            return;
        }

        json.WriteStartObject("redactions"u8);
        foreach (var (entity, count) in redactions)
        {
            json.WriteNumber(entity, count);
        }

        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);

    private static string Name<T>(T value)
        where T : struct, Enum => Enum.GetName(value) ?? value.ToString();
}
