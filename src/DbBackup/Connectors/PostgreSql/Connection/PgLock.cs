using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DbBackup.Connectors;

/// <summary>
/// The advisory lock of a database. It is held in the database <c>postgres</c>: advisory locks count within one database, and a restore puts another in the
/// place of the one that is meant.
/// </summary>
internal static class PgLock
{
    private const string Meeting = "postgres";
    private const int Class = 0x44424B50; // DBKP

    /// <summary>Takes it.</summary>
    /// <returns><see langword="null"/> when another session has it.</returns>
    public static async Task<HeldSession?> TryTakeAsync(PgConnectionSettings settings, CancellationToken token)
    {
        // A session there would be one of those that keep a restore from replacing it.
        if (settings.DatabaseName == Meeting)
            return HeldSession.None;
        var server = new PgServer(settings, Meeting);
        try
        {
            var session = await server.OpenAsync(token).ConfigureAwait(false);
            var held = new HeldSession(session, server);
            // Of a transaction, not of the session: a pooler may give the session to somebody else between two of them.
            await session.ExecuteAsync("BEGIN", token).ConfigureAwait(false);
            if (await session.ScalarAsync<bool>($"SELECT pg_try_advisory_xact_lock({Class}, {KeyOf(settings.DatabaseName)})", token).ConfigureAwait(false))
                return held;
            await held.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static int KeyOf(string database) => BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(database)));
}
