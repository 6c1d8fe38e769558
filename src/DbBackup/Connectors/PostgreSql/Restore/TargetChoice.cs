using DbBackup.Configuration;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Chooses how a restore changes the database: by a new one that takes its name, where the rights allow it, else in one transaction.</summary>
internal static class TargetChoice
{
    private static readonly string[] Maintenance = ["postgres", "template1"];

    /// <summary>Chooses, and connects.</summary>
    /// <exception cref="BackupException">The way that was asked for cannot be gone.</exception>
    public static async Task<RestoreTarget> ChooseAsync(PgConnectionSettings settings, RestoreOptions options, bool isDrill, CancellationToken token)
    {
        if (isDrill)
            return await ScratchAsync(settings, token).ConfigureAwait(false);
        var mustStay = options.NoDrop || options.Schemas.Count > 0;
        if (mustStay || settings.Restore is RestoreMode.Transaction)
            return await InPlaceAsync(settings, token).ConfigureAwait(false);
        var (swap, obstacle) = await TrySwapAsync(settings, (maintenance, connection) => SwapAsync(settings, maintenance, connection, options, token), mustOwn: true, token).ConfigureAwait(false);
        if (swap is not null)
            return swap;
        return settings.Restore is RestoreMode.Swap
            ? throw new BackupException($"Database {settings.Database}: it cannot be replaced by a new one: {obstacle}. Grant the right, or set \"Restore\": \"Transaction\".")
            : await InPlaceAsync(settings, token).ConfigureAwait(false);
    }

    // A new database that never takes another's name: what is not committed is dropped.
    private static async Task<RestoreTarget> ScratchAsync(PgConnectionSettings settings, CancellationToken token)
    {
        var (scratch, obstacle) = await TrySwapAsync(settings, (maintenance, connection) => Task.FromResult(SwapTarget.Scratch(settings, maintenance, connection)), mustOwn: false, token).ConfigureAwait(false);
        return scratch ?? throw new BackupException($"Database {settings.Database}: no database can be made for the drill: {obstacle}. Grant the right; the drill drops that database again.");
    }

    private static async Task<RestoreTarget> InPlaceAsync(PgConnectionSettings settings, CancellationToken token)
    {
        var server = new PgServer(settings);
        return new TransactionTarget(server, await server.OpenForRestoreAsync(token).ConfigureAwait(false));
    }

    private static async Task<(RestoreTarget? Swap, string Obstacle)> TrySwapAsync(
        PgConnectionSettings settings, Func<PgServer, NpgsqlConnection, Task<SwapTarget>> make, bool mustOwn, CancellationToken token)
    {
        var obstacle = "";
        foreach (var name in Maintenance.Where(name => name != settings.DatabaseName))
        {
            var maintenance = new PgServer(settings, name);
            NpgsqlConnection? connection = null;
            try
            {
                connection = await maintenance.OpenForRestoreAsync(token).ConfigureAwait(false);
                obstacle = await ObstacleAsync(connection, settings.DatabaseName, mustOwn, token).ConfigureAwait(false);
                if (obstacle is null)
                    return (await make(maintenance, connection).ConfigureAwait(false), "");
            }
            catch (BackupException e)
            {
                obstacle = $"database {name} cannot be entered ({(e.InnerException ?? e).Message.ReplaceLineEndings(" ").TrimEnd('.')})";
            }
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            await maintenance.DisposeAsync().ConfigureAwait(false);
        }
        return (null, obstacle!);
    }

    private static async Task<SwapTarget> SwapAsync(
        PgConnectionSettings settings, PgServer maintenance, NpgsqlConnection connection, RestoreOptions options, CancellationToken token) =>
        new(settings, maintenance, connection, await ExistingDatabase.FindAsync(connection, settings.DatabaseName, token).ConfigureAwait(false), options.Disconnect);

    private static async Task<string?> ObstacleAsync(NpgsqlConnection connection, string database, bool mustOwn, CancellationToken token)
    {
        var (isSuper, mayCreate, isOwner) = (await connection.QueryAsync(
            "SELECT r.rolsuper, r.rolcreatedb, coalesce((SELECT pg_has_role(d.datdba, 'USAGE') FROM pg_database d " +
            $"WHERE d.datname = {PgName.Literal(database)}), true) FROM pg_roles r WHERE r.rolname = current_user",
            row => (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2)), token).ConfigureAwait(false))[0];
        if (isSuper)
            return null;
        return !mayCreate ? "the role lacks CREATEDB" : isOwner || !mustOwn ? null : $"the role does not own database {PgName.Quote(database)}";
    }
}
