using System.Security.Cryptography;
using System.Text;
using DbBackup.Catalog;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Databases that a restore made for itself. They carry a mark, so that one that a killed restore left behind can be told from any other.</summary>
internal static class LeftStages
{
    private const string Infix = "_dbbackup_", Mark = "dbbackup_temporary";
    private const int LongestName = 64;

    /// <summary>A name that is nobody's: the target's as far as it fits, and a run.</summary>
    public static string NewName(string target)
    {
        var suffix = $"{Infix}{RunId.New(DateTimeOffset.UtcNow).ToLowerInvariant()}";
        var name = target;
        while (name.EnumerateRunes().Count() + suffix.Length > LongestName)
            name = name[..(char.IsLowSurrogate(name[^1]) ? ^2 : ^1)];
        return name + suffix;
    }

    /// <summary>Keeps other restores of the same database away for as long as the session lives.</summary>
    /// <exception cref="BackupException">There is another.</exception>
    public static async Task TakeLockAsync(MySqlConnection server, MySqlConnectionSettings settings, CancellationToken token)
    {
        // A lock's name is shorter than a database's may be.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings.DatabaseName)))[..32];
        if (await server.NumberAsync($"SELECT COALESCE(GET_LOCK('dbbackup {hash}', 0), 0)", token).ConfigureAwait(false) != 1)
            throw new BackupException($"Database {settings.Database}: another restore of {MySqlName.Quote(settings.DatabaseName)} is under way. Wait until it has ended.");
    }

    /// <summary>Makes one.</summary>
    public static async Task MakeAsync(MySqlConnection server, string name, string target, string options, CancellationToken token)
    {
        await server.ExecuteAsync($"CREATE DATABASE {MySqlName.Quote(name)} {options}", token).ConfigureAwait(false);
        await server.ExecuteAsync($"CREATE TABLE {MySqlName.Quote(name, Mark)} (nothing INT PRIMARY KEY) COMMENT {CommentOf(target)}", token).ConfigureAwait(false);
    }

    /// <summary>What says of which target's restore a table is, as a literal.</summary>
    public static string CommentOf(string target) => MySqlName.Literal($"DbBackup: temporary, for the restore of {target}");

    /// <summary>Whether a table is the mark.</summary>
    public static bool IsMark(string table) => table == Mark;

    /// <summary>Takes back what a restore that was killed in its last step had done, so that the database is as it was before.</summary>
    /// <exception cref="BackupException">It cannot be taken back, or is still under way.</exception>
    public static async Task RequireWholeAsync(MySqlConnection session, MySqlConnectionSettings settings, CancellationToken token)
    {
        if ((await ExchangeJournal.LeftAsync(session, settings.DatabaseName, token).ConfigureAwait(false)).Count == 0)
            return;
        await using var server = await new MySqlServer(settings, "").OpenForRestoreAsync(token).ConfigureAwait(false);
        await TakeLockAsync(server, settings, token).ConfigureAwait(false);
        await DropAsync(server, settings, token).ConfigureAwait(false);
    }

    /// <summary>Takes back what a restore that was killed in its last step had done, and drops what it left behind.</summary>
    /// <exception cref="BackupException">It cannot be taken back.</exception>
    public static async Task DropAsync(MySqlConnection server, MySqlConnectionSettings settings, CancellationToken token)
    {
        foreach (var old in await ExchangeJournal.LeftAsync(server, settings.DatabaseName, token).ConfigureAwait(false))
            await TakeBackAsync(settings, old).ConfigureAwait(false);
        foreach (var name in await WithTableAsync(server, Mark, settings.DatabaseName, token).ConfigureAwait(false))
            await server.ExecuteAsync($"DROP DATABASE IF EXISTS {MySqlName.Quote(name)}", token).ConfigureAwait(false);
    }

    /// <summary>Takes back what was done of an exchange, and drops the database of its old tables.</summary>
    public static async Task TakeBackAsync(MySqlConnectionSettings settings, string old)
    {
        await using var server = await new MySqlServer(settings, "").OpenForRestoreAsync(CancellationToken.None).ConfigureAwait(false);
        // Who dropped the target since then wants nothing back.
        if (await MySqlServer.ExistsAsync(server, settings.DatabaseName, CancellationToken.None).ConfigureAwait(false))
        {
            await using var session = await new MySqlServer(settings).OpenForRestoreAsync(CancellationToken.None).ConfigureAwait(false);
            await new ExchangeJournal(session, old).TakeBackAsync(settings).ConfigureAwait(false);
        }
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {MySqlName.Quote(old)}", CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The databases of restores of a target that have a table.</summary>
    public static async Task<IReadOnlyList<string>> WithTableAsync(MySqlConnection session, string table, string target, CancellationToken token) => [.. (await session.QueryAsync(
        $"SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = {MySqlName.Literal(table)} AND TABLE_COMMENT = {CommentOf(target)}",
        row => row.Text(0), token).ConfigureAwait(false)).Where(n => n.Contains(Infix, StringComparison.Ordinal))];

    /// <summary>Drops one, by a session of its own, as the one that made it may be lost. Where it cannot be now, the next restore does.</summary>
    public static Task TryDropAsync(MySqlConnectionSettings settings, string name) => Patience.TryAsync(async () =>
    {
        await using var session = await new MySqlServer(settings, "").OpenForRestoreAsync(CancellationToken.None).ConfigureAwait(false);
        await session.ExecuteAsync($"DROP DATABASE IF EXISTS {MySqlName.Quote(name)}", CancellationToken.None).ConfigureAwait(false);
    });
}
