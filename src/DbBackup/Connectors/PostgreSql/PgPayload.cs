using DbBackup.Archives;
using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>Looks whether payloads of the PostgreSQL connectors are whole.</summary>
internal static class PgPayload
{
    // docs of the format: "PGDMP", version (major, minor, revision), size of an integer, size of an offset, and 1 for "custom".
    private const int HeaderBytes = 11, MajorPlace = 5, FormatPlace = 10, Major = 1, Custom = 1;

    /// <summary>A native archive: every stream whole, its last entry there, the rows those of the manifest.</summary>
    public static Task CheckNativeAsync(Stream payload, BackupManifest backup, CancellationToken token) =>
        NativeArchiveCheck.RequireAsync(payload, backup, (archive, end) => StreamRows.ByTable(archive, end, backup.Tables), token);

    /// <summary>A dump in custom format: its header. What follows only <c>pg_restore</c> knows, and a drill asks it.</summary>
    public static async Task CheckPgDumpAsync(Stream payload, BackupManifest backup, CancellationToken token)
    {
        var header = new byte[HeaderBytes];
        var read = await payload.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, token).ConfigureAwait(false);
        if (read < HeaderBytes || !header.AsSpan().StartsWith("PGDMP"u8) || header[MajorPlace] != Major || header[FormatPlace] != Custom)
            throw new DamagedBackupException($"The payload of {backup.Name} is no dump of pg_dump in custom format; restore another backup.");
        await ArchiveReader.DrainAsync(payload, token).ConfigureAwait(false);
    }
}
