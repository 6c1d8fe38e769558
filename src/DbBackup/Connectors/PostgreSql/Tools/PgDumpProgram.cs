using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>Has <c>pg_dump</c> dump a snapshot in custom format, and counts its rows meanwhile.</summary>
/// <param name="server">The database.</param>
/// <param name="scope">What of it.</param>
internal sealed class PgDumpProgram(PgServer server, SchemaScope scope)
{
    private PgConnectionSettings Settings => server.Settings;

    /// <summary>Writes the dump.</summary>
    public async Task<DumpResult> WriteAsync(Stream destination, CancellationToken token)
    {
        await using var watch = await server.WatchAsync(token).ConfigureAwait(false);
        return await watch.GuardAsync(cancellation => WriteWatchedAsync(destination, cancellation)).ConfigureAwait(false);
    }

    private async Task<DumpResult> WriteWatchedAsync(Stream destination, CancellationToken token)
    {
        await using var snapshot = await PgSnapshot.TakeAsync(server, scope, token).ConfigureAwait(false);
        var leader = snapshot.Leader;
        var program = await PgProgram.FindAsync("pg_dump", leader.PostgreSqlVersion.Major, Settings.Database, PgDumpConnector.Instead, token).ConfigureAwait(false);
        var tables = await PgScope.ReadTablesAsync(leader, scope, Settings.Database, token).ConfigureAwait(false);

        IReadOnlyList<TableRows> rows = [];
        await SideBySide.RunAsync(
            2,
            async (number, cancellation) =>
            {
                if (number == 0)
                    rows = await TableCounts.OfAsync(leader, tables.Included, cancellation).ConfigureAwait(false);
                else
                    await RunAsync(program, snapshot.Id, tables.Excluded, destination, cancellation).ConfigureAwait(false);
            },
            token).ConfigureAwait(false);
        return new(leader.ServerVersion, rows);
    }

    // The archive compresses what it gets, faster and better: pg_dump's own compression only stands in its way.
    private Task RunAsync(PgProgram program, string snapshot, IReadOnlyList<LockableTable> excluded, Stream destination, CancellationToken token) => program.DumpAsync(
        Settings,
        [
            "--format=custom", "--compress=0", "--no-password", $"--snapshot={snapshot}",
            .. scope.Schemas.Select(schema => $"--schema={PgName.Quote(schema)}"),
            .. excluded.Select(table => $"--exclude-table={table.Identity}"),
            .. Settings.DumpArguments,
        ],
        destination, "Mend what it names, or use the connector native.", token);
}
