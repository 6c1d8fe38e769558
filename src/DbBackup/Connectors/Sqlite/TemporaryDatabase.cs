using DbBackup.Storage;

namespace DbBackup.Connectors;

/// <summary>A database file that only its owner can read and that is removed with all that SQLite puts beside it.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private TemporaryDatabase(string path) => Path = path;

    /// <summary>What SQLite may put beside a database: https://sqlite.org/tempfiles.html.</summary>
    public static readonly IReadOnlyList<string> Companions = ["-journal", "-wal", "-shm"];

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Makes an empty file, <c>dbbackup-….tmp</c>, in a folder.</summary>
    public static TemporaryDatabase CreateIn(string folder) => Create(System.IO.Path.Combine(folder, $"dbbackup-{Guid.NewGuid():N}.tmp"));

    /// <summary>Makes an empty file beside another, <c>….dbbackup-restore-….tmp</c>.</summary>
    public static TemporaryDatabase CreateBeside(string path) => Create($"{path}.dbbackup-restore-{Guid.NewGuid():N}.tmp");

    public void Dispose()
    {
        File.Delete(Path);
        foreach (var companion in Companions)
            File.Delete(Path + companion);
    }

    private static TemporaryDatabase Create(string path)
    {
        try
        {
            // An empty container has no temporary folder yet.
            DurableFile.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            DurableFile.CreateNew(path).Dispose();
            return new TemporaryDatabase(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(
                $"No temporary copy can be made at {path}: {FileError.Reason(e)}. " +
                "Check that the folder exists and may be written, or set StagingPath.",
                e);
        }
    }
}
