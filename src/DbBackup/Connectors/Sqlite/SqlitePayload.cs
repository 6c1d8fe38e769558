using System.Text;
using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>Looks whether payloads of the SQLite connectors are whole.</summary>
internal static class SqlitePayload
{
    private const int BlockBytes = 1 << 20, LongestLine = 256;

    /// <summary>A snapshot: a copy of it passes SQLite's own <c>integrity_check</c> and has the manifest's rows.</summary>
    /// <param name="stagingPath">The folder of the copy; the system's own when <see langword="null"/>.</param>
    public static PayloadCheck Snapshot(string? stagingPath) => (payload, backup, token) => Task.Run(
        async () =>
        {
            using var copy = TemporaryDatabase.CreateIn(Path.GetFullPath(stagingPath ?? Path.GetTempPath()));
            await SqliteSnapshotConnector.FillAsync(copy.Path, payload, token).ConfigureAwait(false);
            SqliteCheck.RequireRestored(copy.Path, backup.Database!, IntegrityCheck.Full, backup.Tables, token);
        },
        token);

    /// <summary>A script: it begins and ends with the lines that frame it.</summary>
    public static async Task CheckScriptAsync(Stream payload, BackupManifest backup, CancellationToken token)
    {
        var (block, filled, isFirst) = (new byte[LongestLine + BlockBytes], 0, true);
        while (await payload.ReadAsync(block.AsMemory(filled, BlockBytes), token).ConfigureAwait(false) is > 0 and var count)
        {
            filled += count;
            if (isFirst && filled >= LongestLine)
            {
                RequireHeader(block.AsSpan(0, filled), backup);
                isFirst = false;
            }

            // Of what was read only the last line matters.
            if (filled > LongestLine)
                block.AsSpan(filled - LongestLine, LongestLine).CopyTo(block);
            filled = Math.Min(filled, LongestLine);
        }

        if (isFirst)
            RequireHeader(block.AsSpan(0, filled), backup);
        if (!Encoding.UTF8.GetString(block, 0, filled).TrimEnd().EndsWith('\n' + SqlScript.End, StringComparison.Ordinal))
            throw new DamagedBackupException($"The script in {backup.Name} ends before its last line: it is damaged; take another backup.");
    }

    private static void RequireHeader(ReadOnlySpan<byte> text, BackupManifest backup)
    {
        if (SqlScript.ReadEncoding(Encoding.UTF8.GetString(text).Split('\n')[0]) is null)
            throw new DamagedBackupException($"The payload of {backup.Name} is no script of the connector '{backup.Connector}', or one of a newer version; update DbBackup, or take another backup.");
    }
}
