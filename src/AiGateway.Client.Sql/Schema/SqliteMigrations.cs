namespace AiGateway.Client.Sql.Schema;

/// <summary>The schema on SQLite. A script that was released never changes; what is new comes with another one.</summary>
internal static class SqliteMigrations
{
    public static readonly Migration[] All =
    [
        new(1, """
            CREATE TABLE aigateway_instance (
                id INTEGER PRIMARY KEY AUTOINCREMENT, instance_key TEXT NOT NULL UNIQUE, host TEXT NOT NULL, process_id INTEGER NOT NULL, process_start_us INTEGER NOT NULL,
                started_us INTEGER NOT NULL, seen_us INTEGER NOT NULL, stale_after_us INTEGER NOT NULL,
                written INTEGER NOT NULL DEFAULT 0, accepted INTEGER NOT NULL DEFAULT 0, dropped INTEGER NOT NULL DEFAULT 0, stopped_us INTEGER, lost_us INTEGER);
            CREATE TABLE aigateway_usage (
                instance_id INTEGER NOT NULL, sequence INTEGER NOT NULL, time_us INTEGER NOT NULL,
                request_id TEXT NOT NULL, route TEXT NOT NULL, target TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, response_model TEXT,
                kind TEXT NOT NULL, outcome TEXT NOT NULL, tenant TEXT, user_name TEXT, app TEXT, tags TEXT, status TEXT NOT NULL,
                cost_nano INTEGER NOT NULL, cost_source TEXT NOT NULL, price_confidence TEXT,
                input_tokens INTEGER NOT NULL, cache_read_tokens INTEGER NOT NULL, cache_write_tokens INTEGER NOT NULL, cache_write_1h_tokens INTEGER NOT NULL,
                audio_input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT NULL, audio_output_tokens INTEGER NOT NULL,
                requests INTEGER NOT NULL, searches INTEGER NOT NULL, PRIMARY KEY (instance_id, sequence)) WITHOUT ROWID;
            CREATE INDEX aigateway_usage_time ON aigateway_usage (time_us);
            """),
        new(2, "ALTER TABLE aigateway_usage ADD COLUMN saved_nano INTEGER NOT NULL DEFAULT 0;"),
        new(3, """
            CREATE TABLE aigateway_audit (
                writer TEXT NOT NULL, sequence INTEGER NOT NULL, at_us INTEGER NOT NULL, request_id TEXT NOT NULL, tenant TEXT, app TEXT, user_name TEXT, route TEXT NOT NULL,
                outcome TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (writer, sequence)) WITHOUT ROWID;
            CREATE INDEX aigateway_audit_at ON aigateway_audit (at_us);
            CREATE TABLE aigateway_audit_checkpoint (
                writer TEXT NOT NULL, sequence INTEGER NOT NULL, is_final INTEGER NOT NULL, at_us INTEGER NOT NULL, hash TEXT NOT NULL, seal TEXT, PRIMARY KEY (writer, sequence, is_final));
            """),
    ];
}
