using DbBackup.Catalog;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Has <c>pg_restore</c> restore a dump in custom format in one transaction: into a new database that takes the old one's name, or in place.</summary>
/// <param name="settings">The database.</param>
/// <param name="options">How.</param>
/// <param name="isDrill">Whether it goes into a database that is dropped afterwards.</param>
internal sealed class PgRestoreProgram(PgConnectionSettings settings, RestoreOptions options, bool isDrill = false)
{
    /// <summary>Restores it.</summary>
    public async Task<RestoreResult> ReadAsync(Stream source, CancellationToken token)
    {
        await using var target = await TargetChoice.ChooseAsync(settings, options, isDrill, token).ConfigureAwait(false);
        var program = await FindAsync(target, token).ConfigureAwait(false);
        return target is SwapTarget swap
            ? await SwapAsync(program, swap, source, token).ConfigureAwait(false)
            : await InPlaceAsync(program, source, token).ConfigureAwait(false);
    }

    /// <summary>Looks whether it could be done.</summary>
    public async Task<PgProgram> CheckAsync(CancellationToken token)
    {
        await using var target = await TargetChoice.ChooseAsync(settings, options, isDrill, token).ConfigureAwait(false);
        return await FindAsync(target, token).ConfigureAwait(false);
    }

    private Task<PgProgram> FindAsync(RestoreTarget target, CancellationToken token) =>
        PgProgram.FindAsync("pg_restore", target.Server.PostgreSqlVersion.Major, settings.Database, PgDumpConnector.Instead, token);

    private async Task<RestoreResult> SwapAsync(PgProgram program, SwapTarget target, Stream source, CancellationToken token)
    {
        await target.BeginAsync(await PropertiesAsync(target.Server, token).ConfigureAwait(false), token).ConfigureAwait(false);
        await using var watch = PgWatch.Start(await target.WatcherAsync(token).ConfigureAwait(false), settings, token);
        return await watch.GuardAsync(async cancellation =>
        {
            await RunAsync(program, target.Staged, [], source, cancellation).ConfigureAwait(false);
            var tables = await RequireRowsAsync(target.Main, "Nothing was changed; take another backup.", cancellation).ConfigureAwait(false);
            await watch.StopAsync().ConfigureAwait(false);
            if (!isDrill)
                await target.CommitAsync(token).ConfigureAwait(false);
            return new RestoreResult(tables);
        }).ConfigureAwait(false);
    }

    private async Task<RestoreResult> InPlaceAsync(PgProgram program, Stream source, CancellationToken token)
    {
        await using var server = new PgServer(settings);
        await using var watch = await server.WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(async cancellation =>
        {
            string[] arguments = [.. options.NoDrop ? [] : (string[])["--clean", "--if-exists"], .. options.Schemas.Select(schema => $"--schema={schema}")];
            await RunAsync(program, null, arguments, source, cancellation).ConfigureAwait(false);
            await using var session = await server.OpenAsync(cancellation).ConfigureAwait(false);
            // With rows that were there before, there is nothing to compare.
            var tables = options.NoDrop || options.Schemas.Count > 0
                ? await CountAsync(session, cancellation).ConfigureAwait(false)
                : await RequireRowsAsync(session, "pg_restore has committed: restore another backup.", cancellation).ConfigureAwait(false);
            return new RestoreResult(tables);
        }).ConfigureAwait(false);
    }

    private async Task RunAsync(PgProgram program, string? database, string[] how, Stream source, CancellationToken token)
    {
        string[] arguments =
        [
            "--single-transaction", "--exit-on-error", "--no-password", "--format=custom", $"--dbname={PgLibpq.Quote(database ?? settings.DatabaseName)}",
            .. options.NoOwner ? ["--no-owner"] : (string[])[], .. options.NoPrivileges ? ["--no-privileges"] : (string[])[], .. how, .. settings.RestoreArguments,
        ];
        using var session = new PgToolSession(settings);
        var result = await ToolProcess.RunAsync(
            program.Program, arguments, session.Environment, (input, stop) => LastBlockLast.CopyAsync(source, input, stop), (output, stop) => output.CopyToAsync(Stream.Null, stop), token)
            .ConfigureAwait(false);
        if (result.ExitCode != 0 || result.Errors.Count > 0)
            throw new BackupException(
                $"Database {settings.Database}: pg_restore {(result.ExitCode == 0 ? "warned" : "failed")} ({result.Reason.ReplaceLineEndings(" ")}). {(result.ExitCode == 0 && database is null ? "It has committed; look at what it names." : "Nothing was changed; mend what it names.")}");
    }

    // The dump does not say how its database was made: the new one is as the old one was, or as the server makes them.
    private async Task<PgDatabaseProperties> PropertiesAsync(NpgsqlConnection maintenance, CancellationToken token)
    {
        var exists = await maintenance.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM pg_database WHERE datname = {PgName.Literal(settings.DatabaseName)})", token).ConfigureAwait(false);
        if (!exists)
            return await PgDatabaseProperties.ReadAsync(maintenance, token).ConfigureAwait(false);
        await using var server = new PgServer(settings);
        await using var old = await server.OpenAsync(token).ConfigureAwait(false);
        return await PgDatabaseProperties.ReadAsync(old, token).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<TableRows>> RequireRowsAsync(NpgsqlConnection session, string remedy, CancellationToken token)
    {
        var found = await CountAsync(session, token).ConfigureAwait(false);
        var rows = found.ToDictionary(table => table.Name, table => table.Rows, StringComparer.Ordinal);
        foreach (var table in options.ExpectedTables)
            if (!rows.TryGetValue(table.Name, out var number) || number != table.Rows)
                throw new BackupException(
                    $"Database {settings.Database}: {table.Name} has {(rows.ContainsKey(table.Name) ? $"{number} rows" : "no table")} after the restore, the backup {table.Rows} rows. {remedy}");
        return found;
    }

    private static async Task<IReadOnlyList<TableRows>> CountAsync(NpgsqlConnection session, CancellationToken token) =>
        await TableCounts.OfAsync(session, await LockableTable.ReadAsync(session, SchemaScope.Everything, token).ConfigureAwait(false), token).ConfigureAwait(false);
}
