using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Tests.Docs;

#region NotesConnector
/// <summary>Notes: a text file, a line a note.</summary>
public sealed class NotesConnector(DatabaseSettings settings) : DatabaseConnector
{
    private const string Version = "1";

    private readonly string _path = Path.GetFullPath(settings.ConnectionString);

    public override string Engine => "Notes";

    public override string Name => "text";

    public override string Extension => "txt";

    public override string DatabaseName => Path.GetFileName(_path);

    public override async Task<DatabaseInspection> InspectAsync(CancellationToken token)
    {
        await using var file = Open();
        return new(Version, file.Length, Refusals: []);
    }

    public override async Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        // What was asked for and cannot be done is refused, never left out.
        if (options.ExcludeTables.Count > 0 || options.Schemas.Count > 0)
            throw new BackupException($"Database {settings.Name}: notes have no tables and schemas to choose from. Leave them out.");
        await using var file = Open();
        options.TotalKnown?.Invoke(file.Length);
        return new(Version, [new TableRows("notes", await CopyAsync(file, destination, token))]);
    }

    public override async Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        if (options.NoDrop || options.Schemas.Count > 0)
            throw new BackupException($"Database {settings.Name}: notes can only be replaced as a whole. Restore without options.");
        var staged = $"{_path}.{Guid.NewGuid():N}.tmp"; // Beside the target, so that the last step is a rename.
        try
        {
            var notes = await StageAsync(source, staged, token);
            if (!options.ExpectedTables.SequenceEqual([notes]))
                throw new BackupException($"Database {settings.Name}: the backup has {notes.Rows} notes, its manifest says otherwise. Nothing was changed; take another backup.");
            token.ThrowIfCancellationRequested();
            File.Move(staged, _path, overwrite: true);
            return new([notes]);
        }
        finally
        {
            File.Delete(staged);
        }
    }

    private static async Task<TableRows> StageAsync(Stream source, string staged, CancellationToken token)
    {
        await using var file = new FileStream(staged, FileMode.CreateNew);
        var notes = new TableRows("notes", await CopyAsync(source, file, token)); // To the end: there the source throws when it is damaged.
        file.Flush(flushToDisk: true);
        return notes;
    }

    private static async Task<long> CopyAsync(Stream from, Stream to, CancellationToken token)
    {
        var (buffer, lines) = (new byte[128 << 10], 0L);
        while (await from.ReadAsync(buffer, token) is > 0 and var read)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            await to.WriteAsync(buffer.AsMemory(0, read), token);
        }
        return lines;
    }

    private FileStream Open()
    {
        try
        {
            return File.OpenRead(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"Database {settings.Name}: {_path} cannot be read: {e.Message} Check the connection string.", e);
        }
    }
}
#endregion
