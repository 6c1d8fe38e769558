using DbBackup.Catalog;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Has <c>mariadb</c> or <c>mysql</c> load a script into a database of its own, which takes the target's place when all of it is there.</summary>
/// <param name="settings">The database.</param>
/// <param name="options">How.</param>
/// <param name="isDrill">Whether that database is dropped afterwards, and nothing exchanged.</param>
internal sealed class MySqlClientProgram(MySqlConnectionSettings settings, RestoreOptions options, bool isDrill = false)
{
    /// <summary>Restores it.</summary>
    public async Task<RestoreResult> ReadAsync(Stream source, CancellationToken token)
    {
        await using var stage = await MySqlStage.PrepareAsync(settings, options, isDrill, token).ConfigureAwait(false);
        var program = await MySqlProgram.FindClientAsync(stage.Version, settings.Database, token).ConfigureAwait(false);
        // As the server makes one: the script says how it is to be.
        await stage.BeginAsync("utf8mb4", "utf8mb4_bin", token).ConfigureAwait(false);
        await using var watch = await new MySqlServer(settings, stage.Name).WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(async cancellation =>
        {
            var dumped = await RunAsync(program, stage, source, cancellation).ConfigureAwait(false);
            var session = await stage.SessionAsync(0, cancellation).ConfigureAwait(false);
            await LeadSequencesAsync(session, dumped, stage, cancellation).ConfigureAwait(false);
            var statements = await StatementsAsync(session, stage.Version, cancellation).ConfigureAwait(false);
            var tables = await RequireRowsAsync(session, cancellation).ConfigureAwait(false);
            await watch.StopAsync().ConfigureAwait(false);
            if (!isDrill)
                await stage.ExchangeAsync(statements, token).ConfigureAwait(false);
            return new RestoreResult(tables);
        }).ConfigureAwait(false);
    }

    // Gives the name of the database that was dumped.
    private async Task<string?> RunAsync(MySqlProgram program, MySqlStage stage, Stream source, CancellationToken token)
    {
        using var file = new MySqlOptionFile(settings, program.IsMariaDb);
        // In binary mode the client takes no words for itself but DELIMITER, so that a script cannot make it run a program or read a file.
        string[] arguments =
        [
            $"--defaults-file={file.Path}", "--binary-mode", "--batch", "--comments", "--skip-reconnect", "--local-infile=0", "--default-character-set=utf8mb4", "--max-allowed-packet=1G",
            .. program.IsMariaDb ? (string[])["--skip-print-query-on-error"] : [], .. settings.RestoreArguments, $"--database={stage.Name}",
        ];
        var script = new DumpScript(stage.Name);
        var result = await ToolProcess.RunAsync(
            program.Program, arguments, file.Environment, (input, stop) => script.CopyAsync(source, input, stop), (output, stop) => output.CopyToAsync(Stream.Null, stop), token).ConfigureAwait(false);
        var name = program.Program.Name;
        if (result.ExitCode != 0 || result.Errors.Count > 0)
            throw new BackupException(
                $"Database {settings.Database}: {name} {(result.ExitCode == 0 ? "warned" : "failed")} ({result.Reason.ReplaceLineEndings(" ")}). Nothing was changed; mend what it names.");
        if (!script.IsComplete)
            throw new DamagedBackupException($"Database {settings.Database}: the script ends without the word that it is complete. Nothing was changed; restore another backup.");
        return script.Source;
    }

    // A default names its sequence by the database that was dumped, and would draw its numbers there for ever.
    private static async Task LeadSequencesAsync(MySqlConnection session, string? dumped, MySqlStage stage, CancellationToken token)
    {
        if (!stage.Version.IsMariaDb || dumped is null)
            return;
        var (from, to) = ($"nextval({MySqlName.Quote(dumped)}.", $"nextval({MySqlName.Quote(stage.Name)}.");
        var defaults = await session.QueryAsync(
            $"SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT FROM information_schema.COLUMNS WHERE {CatalogTable.InDatabase("TABLE_SCHEMA")} AND INSTR(COLUMN_DEFAULT, {MySqlName.Literal(from)}) > 0",
            row => (Table: row.Text(0), Column: row.Text(1), Value: row.Text(2)), token).ConfigureAwait(false);
        foreach (var (table, column, value) in defaults)
            await session.ExecuteAsync(
                $"ALTER TABLE {MySqlName.Quote(table)} ALTER COLUMN {MySqlName.Quote(column)} SET DEFAULT {value.Replace(from, to, StringComparison.Ordinal)}", token).ConfigureAwait(false);
    }

    // What tables cannot bring along when they change their database is made again in the other.
    private async Task<List<MySqlStatement>> StatementsAsync(MySqlConnection session, MySqlServerVersion version, CancellationToken token)
    {
        var schema = await new MySqlSchemaReader(session, version, settings, []).ReadAsync(token).ConfigureAwait(false);
        if (schema.Refusals.Count > 0)
            throw new BackupException($"Database {settings.Database}: {string.Join(" ", schema.Refusals)} Nothing was changed.");
        foreach (var code in schema.Statements.Where(s => s.Kind is "TRIGGER" or "EVENT"))
            await session.ExecuteAsync($"DROP {code.Kind} {MySqlName.Quote(code.Name)}", token).ConfigureAwait(false);
        return [.. schema.Statements.Where(s => s.Phase is not MySqlPhase.PreData || !LeftStages.IsMark(s.Name))];
    }

    private async Task<IReadOnlyList<TableRows>> RequireRowsAsync(MySqlConnection session, CancellationToken token)
    {
        var tables = new List<TableRows>();
        foreach (var (name, rows) in options.ExpectedTables)
        {
            var found = await CountAsync(session, name, token).ConfigureAwait(false);
            if (found != rows)
                throw new BackupException(
                    $"Database {settings.Database}: {MySqlName.Quote(name)} has {(found is null ? "no table" : $"{found} rows")} after the restore, the backup {rows} rows. Nothing was changed; take another backup.");
            tables.Add(new(name, rows));
        }
        return tables;
    }

    private static async Task<long?> CountAsync(MySqlConnection session, string table, CancellationToken token)
    {
        const int NoSuchTable = 1146;
        try
        {
            return await session.NumberAsync($"SELECT COUNT(*) FROM {MySqlName.Quote(table)}", token).ConfigureAwait(false);
        }
        catch (MySqlException e) when (e.Number is NoSuchTable)
        {
            return null;
        }
    }
}
