namespace AiGateway.Client.Sql.Schema;

/// <summary>The schema on PostgreSQL. A script that was released never changes; what is new comes with another one.</summary>
internal static class PostgreSqlMigrations
{
    public static readonly Migration[] All =
    [
        new(1, """
            CREATE TABLE aigateway_instance (
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, instance_key TEXT NOT NULL UNIQUE, host TEXT NOT NULL, process_id BIGINT NOT NULL, process_start_us BIGINT NOT NULL,
                started_us BIGINT NOT NULL, seen_us BIGINT NOT NULL, stale_after_us BIGINT NOT NULL,
                written BIGINT NOT NULL DEFAULT 0, accepted BIGINT NOT NULL DEFAULT 0, dropped BIGINT NOT NULL DEFAULT 0, stopped_us BIGINT, lost_us BIGINT);
            CREATE TABLE aigateway_usage (
                instance_id BIGINT NOT NULL, sequence BIGINT NOT NULL, time_us BIGINT NOT NULL,
                request_id TEXT NOT NULL, route TEXT NOT NULL, target TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, response_model TEXT,
                kind TEXT NOT NULL, outcome TEXT NOT NULL, tenant TEXT, user_name TEXT, app TEXT, tags JSONB, status TEXT NOT NULL,
                cost_nano BIGINT NOT NULL, cost_source TEXT NOT NULL, price_confidence TEXT,
                input_tokens BIGINT NOT NULL, cache_read_tokens BIGINT NOT NULL, cache_write_tokens BIGINT NOT NULL, cache_write_1h_tokens BIGINT NOT NULL,
                audio_input_tokens BIGINT NOT NULL, output_tokens BIGINT NOT NULL, reasoning_tokens BIGINT NOT NULL, audio_output_tokens BIGINT NOT NULL,
                requests BIGINT NOT NULL, searches BIGINT NOT NULL, PRIMARY KEY (instance_id, sequence));
            CREATE INDEX aigateway_usage_time ON aigateway_usage (time_us);
            """),
        new(2, "ALTER TABLE aigateway_usage ADD COLUMN saved_nano BIGINT NOT NULL DEFAULT 0;"),
        new(3, """
            CREATE TABLE aigateway_audit (
                writer TEXT NOT NULL, sequence BIGINT NOT NULL, at_us BIGINT NOT NULL, request_id TEXT NOT NULL, tenant TEXT, app TEXT, user_name TEXT, route TEXT NOT NULL,
                outcome TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (writer, sequence));
            CREATE INDEX aigateway_audit_at ON aigateway_audit (at_us);
            CREATE TABLE aigateway_audit_checkpoint (
                writer TEXT NOT NULL, sequence BIGINT NOT NULL, is_final BIGINT NOT NULL, at_us BIGINT NOT NULL, hash TEXT NOT NULL, seal TEXT, PRIMARY KEY (writer, sequence, is_final));
            """),
    ];
}
