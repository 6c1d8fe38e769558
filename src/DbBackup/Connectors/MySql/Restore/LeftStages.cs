using System.Security.Cryptography;
using System.Text;
using DbBackup.Catalog;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Databases that a restore made for itself. They carry a mark, so that one that a killed restore left behind can be told from any other.</summary>
internal static class LeftStages
{
    private const string Infix = "_dbbackup_", Mark = "dbbackup_temporary", Comment = "DbBackup: temporary, for the restore of ";
    private const int LongestName = 64, LongestComment = 1024;

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
        var comment = Comment + target;
        await server.ExecuteAsync(
            $"CREATE TABLE {MySqlName.Quote(name, Mark)} (nothing INT PRIMARY KEY) COMMENT {MySqlName.Literal(comment[..Math.Min(comment.Length, LongestComment)])}", token).ConfigureAwait(false);
    }

    /// <summary>Whether a table is the mark.</summary>
    public static bool IsMark(string table) => table == Mark;

    /// <summary>Drops those that were left behind.</summary>
    public static async Task DropAsync(MySqlConnection server, string target, CancellationToken token)
    {
        var left = await server.QueryAsync(
            $"SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_NAME = {MySqlName.Literal(Mark)} AND TABLE_COMMENT = {MySqlName.Literal(Comment + target)}",
            row => row.Text(0), token).ConfigureAwait(false);
        foreach (var name in left.Where(n => n.Contains(Infix, StringComparison.Ordinal)))
            await server.ExecuteAsync($"DROP DATABASE IF EXISTS {MySqlName.Quote(name)}", token).ConfigureAwait(false);
    }

    /// <summary>Drops one, by a session of its own, as the one that made it may be lost. Where it cannot be now, the next restore does.</summary>
    public static Task TryDropAsync(MySqlConnectionSettings settings, string name) => Patience.TryAsync(async () =>
    {
        await using var session = await new MySqlServer(settings, "").OpenForRestoreAsync(CancellationToken.None).ConfigureAwait(false);
        await session.ExecuteAsync($"DROP DATABASE IF EXISTS {MySqlName.Quote(name)}", CancellationToken.None).ConfigureAwait(false);
    });
}
