using System.Security.Cryptography;
using System.Text;

namespace DbBackup.Connectors;

/// <summary>The named lock of a database (<c>GET_LOCK</c>), which counts on the whole server.</summary>
internal static class MySqlLock
{
    private const int DigitsOfName = 40; // A name has at most 64.

    /// <summary>Takes it.</summary>
    /// <returns><see langword="null"/> when another session has it.</returns>
    public static async Task<HeldSession?> TryTakeAsync(MySqlConnectionSettings settings, CancellationToken token)
    {
        var session = await new MySqlServer(settings, "").OpenAsync(token).ConfigureAwait(false);
        var held = new HeldSession(session);
        try
        {
            // The server ends a session that is silent for longer, and the lock with it: 24 days, the most that all servers take.
            await session.ExecuteAsync("SET SESSION wait_timeout = 2147483", token).ConfigureAwait(false);
            if (await session.NumberAsync($"SELECT COALESCE(GET_LOCK('dbbackup.{NameOf(settings.DatabaseName)}', 0), 0)", token).ConfigureAwait(false) == 1)
                return held;
            await held.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string NameOf(string database) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..DigitsOfName];
}
