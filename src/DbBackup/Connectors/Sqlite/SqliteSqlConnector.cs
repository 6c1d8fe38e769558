using DbBackup.Configuration;
using Microsoft.Data.Sqlite;

namespace DbBackup.Connectors;

/// <summary>
/// Dumps a SQLite database as a script that <c>sqlite3</c> reads, lossless for every value and in one read transaction. Rowids are kept
/// wherever a statement can name them. Memory grows with the largest row, never with the database.
/// </summary>
/// <param name="settings">The database.</param>
/// <param name="stagingPath">Not used for dumping: the script needs no temporary copy.</param>
/// <exception cref="ConfigurationException">The connection string is not usable.</exception>
public sealed class SqliteSqlConnector(DatabaseSettings settings, string? stagingPath) : SqliteConnector(settings, stagingPath)
{
    /// <inheritdoc/>
    public override string Name => "sql";

    /// <inheritdoc/>
    public override string Extension => "sql";

    private protected override IReadOnlyList<string> FindRefusals(SqliteSession session)
    {
        var refusals = new List<string>();
        SqliteSchema.Read(session).Rehearse(refusals, session.Token);
        return refusals;
    }

    private protected override async Task<DumpResult> DumpCoreAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        using var session = await SqliteSource.OpenSnapshotAsync(Settings, token).ConfigureAwait(false);
        SqliteCheck.Require(session, Settings.Check);
        var schema = SqliteSchema.Read(session);
        schema.Exclude(options.ExcludeTables, Settings.Database);
        var tables = await new SqlScriptWriter(session, schema, destination).WriteAsync().ConfigureAwait(false);
        return new DumpResult(EngineVersion(session), tables);
    }

    private protected override async Task FillAsync(string staged, Stream source, SqliteTarget? existing, CancellationToken token)
    {
        using var session = SqliteSession.Open(staged, SqliteOpenMode.ReadWrite, token);
        if (existing?.Session is { } database)
            OnlineBackup.Copy(database, session);
        // The staged file is thrown away when anything fails, and brought to disk when nothing did.
        session.Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-32768");
        await new SqlScriptReader(session, Settings.Database).RunAsync(source).ConfigureAwait(false);
        if (existing is { HasLeftWal: true })
            session.Execute("PRAGMA journal_mode=WAL");
    }
}
