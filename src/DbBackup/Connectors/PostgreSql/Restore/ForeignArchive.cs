using System.Text;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Recognises what <c>pg_dump</c> wrote, and says which command restores it.</summary>
internal static class ForeignArchive
{
    // Of a tar: its first header, and the second one where the first is of a folder.
    private const int TarBlockBytes = 512, TarTypePlace = 156, HeadBytes = 2 * TarBlockBytes;

    /// <summary>Looks at the first bytes.</summary>
    /// <returns>The source, as if nobody had looked.</returns>
    /// <exception cref="BackupException">They are those of an archive of <c>pg_dump</c>.</exception>
    public static async Task<Stream> RefuseAsync(Stream source, PgConnectionSettings settings, CancellationToken token)
    {
        var head = new byte[HeadBytes];
        var read = await source.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, token).ConfigureAwait(false);
        if (CommandFor(head.AsSpan(0, read)) is { } command)
            throw new BackupException(
                $"Database {settings.Database}: the backup was made by pg_dump, not by the connector 'native'. Nothing was changed; decompress it and restore it by '{command}'.");
        return new PrefixedStream(head.AsMemory(0, read), source);
    }

    private static string? CommandFor(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        if (text.StartsWith("PGDMP", StringComparison.Ordinal))
            return "pg_restore -d NAME FILE";
        if (text.Contains("PostgreSQL database dump", StringComparison.Ordinal) && text.TrimStart().StartsWith("--", StringComparison.Ordinal))
            return "psql -X -v ON_ERROR_STOP=1 -d NAME -f FILE";
        var isFolder = text.Length == HeadBytes && text[TarTypePlace] == '5';
        var name = (isFolder ? text[TarBlockBytes..] : text).Split('\0')[0];
        if (name.StartsWith("toc.dat", StringComparison.Ordinal))
            return "pg_restore -F t -d NAME FILE";
        return name.EndsWith("/toc.dat", StringComparison.Ordinal) || name.EndsWith(".dat", StringComparison.Ordinal) || name.EndsWith(".dat.gz", StringComparison.Ordinal)
            ? "tar -xf FILE && pg_restore -F d -d NAME FOLDER"
            : null;
    }

    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override int Read(Span<byte> buffer)
        {
            if (_prefix.IsEmpty)
                return rest.Read(buffer);
            var count = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..count].CopyTo(buffer);
            _prefix = _prefix[count..];
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _prefix.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : new(Read(buffer.Span));
    }
}
