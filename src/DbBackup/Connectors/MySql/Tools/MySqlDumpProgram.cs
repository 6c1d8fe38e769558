using System.Text;
using DbBackup.Catalog;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Has <c>mariadb-dump</c> or <c>mysqldump</c> dump a database, and reads along what it writes.</summary>
/// <param name="server">The database.</param>
/// <param name="exclude">Patterns of tables that are left out.</param>
internal sealed class MySqlDumpProgram(MySqlServer server, IReadOnlyList<string> exclude)
{
    private MySqlConnectionSettings Settings => server.Settings;

    /// <summary>Writes the dump.</summary>
    public async Task<DumpResult> WriteAsync(Stream destination, CancellationToken token)
    {
        await using var watch = await server.WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(cancellation => WriteWatchedAsync(destination, cancellation)).ConfigureAwait(false);
    }

    private async Task<DumpResult> WriteWatchedAsync(Stream destination, CancellationToken token)
    {
        await using var session = await server.OpenAsync(token).ConfigureAwait(false);
        await LeftStages.RequireWholeAsync(session, Settings, token).ConfigureAwait(false);
        var version = await MySqlServerVersion.ReadAsync(session, Settings, token).ConfigureAwait(false);
        var program = await MySqlProgram.FindDumpAsync(version, Settings.Database, token).ConfigureAwait(false);
        var tables = await SelectedTables.ReadAsync(session, exclude, Settings.Database, token).ConfigureAwait(false);
        var refusals = await DumpLimits.FindAsync(session, version, tables.Included, Settings, token).ConfigureAwait(false);
        if (refusals.Count > 0)
            throw new BackupException($"Database {Settings.Database}: {string.Join(" ", refusals)}");

        await destination.WriteAsync(await OwnLinesAsync(session, version, token).ConfigureAwait(false), token).ConfigureAwait(false);
        var before = await new MySqlSchemaReader(session, version, Settings, exclude).ReadAsync(token).ConfigureAwait(false);
        var script = new DumpScript();
        await RunAsync(program, tables, destination, script, token).ConfigureAwait(false);
        var after = await new MySqlSchemaReader(session, version, Settings, exclude).ReadAsync(token).ConfigureAwait(false);
        before.RequireSame(after, Settings);
        return new(version.ToString(), Rows(tables, script));
    }

    private async Task RunAsync(MySqlProgram program, SelectedTables tables, Stream destination, DumpScript script, CancellationToken token)
    {
        using var options = new MySqlOptionFile(Settings, program.IsMariaDb);
        // A table that takes its numbers from a sequence cannot be loaded while it alone is locked; nobody else is there anyway.
        string[] arguments =
        [
            $"--defaults-file={options.Path}", "--single-transaction", "--quick", "--routines", "--triggers", "--events", "--hex-blob", "--no-tablespaces", "--skip-add-locks", "--skip-dump-date",
            "--default-character-set=utf8mb4", "--max-allowed-packet=1G", .. program.IsMariaDb ? (string[])[] : ["--set-gtid-purged=OFF", "--column-statistics"],
            .. tables.Excluded.Order(StringComparer.Ordinal).Select(table => $"--ignore-table={Settings.DatabaseName}.{table}"), .. Settings.DumpArguments, "--", Settings.DatabaseName,
        ];
        var result = await ToolProcess.RunAsync(
            program.Program, arguments, options.Environment, (_, _) => Task.CompletedTask, (output, stop) => script.CopyAsync(output, destination, stop), token).ConfigureAwait(false);
        var name = program.Program.Name;
        if (result.ExitCode != 0 || result.Errors.Count > 0)
            throw new BackupException(
                $"Database {Settings.Database}: {name} {(result.ExitCode == 0 ? "warned" : "failed")} ({result.Reason.ReplaceLineEndings(" ")}). Mend what it names, or use the connector native.");
        if (!script.IsComplete)
            throw new BackupException($"Database {Settings.Database}: {name} ended without the word that its dump is complete. Run it again, or use the connector native.");
    }

    // What the program says only when it also says under which name the database is to be made. By hand it changes the database that is loaded into.
    private async Task<byte[]> OwnLinesAsync(MySqlConnection session, MySqlServerVersion version, CancellationToken token)
    {
        var database = await DatabaseOptions.ReadAsync(session, version, token).ConfigureAwait(false);
        return Encoding.UTF8.GetBytes(
            $"{DumpScript.OwnLine(Settings.DatabaseName)}\nALTER DATABASE CHARACTER SET {database.CharacterSet} COLLATE {database.Collation}{(version.IsMariaDb ? $" COMMENT {MySqlName.Literal(database.Comment)}" : "")};\n");
    }

    // Counted in what was written: no other session could see the same snapshot.
    private IReadOnlyList<TableRows> Rows(SelectedTables tables, DumpScript script)
    {
        var rows = new List<TableRows>();
        foreach (var table in tables.Included.Where(t => t.HasRows))
            rows.Add(script.Rows.TryGetValue(table.Name, out var count) ? new(table.Name, count) : throw new BackupException(
                $"Database {Settings.Database}: the dump has no table {MySqlName.Quote(table.Name)}. Run it again when nobody changes definitions, or use the connector native."));
        return [.. rows.OrderBy(table => table.Name, StringComparer.Ordinal)];
    }
}
