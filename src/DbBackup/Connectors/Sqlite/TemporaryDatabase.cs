using System.Buffers;
using DbBackup.Storage;

namespace DbBackup.Connectors;

/// <summary>
/// A database file that only its owner can read and that is removed with all that SQLite puts beside it. It is held open to its end, so
/// that the next run can tell it from one whose process was killed, and removes that. (On Windows it is not, as SQLite could not open it;
/// there leftovers stay.)
/// </summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private const string Suffix = ".tmp", Old = ".old";
    private const int RandomDigits = 32;

    private static readonly SearchValues<char> LowercaseHex = SearchValues.Create("0123456789abcdef");

    private readonly FileStream _held;

    private TemporaryDatabase(string path, FileStream held) => (Path, _held) = (path, held);

    /// <summary>What SQLite may put beside a database: https://sqlite.org/tempfiles.html.</summary>
    public static readonly IReadOnlyList<string> Companions = ["-journal", "-wal", "-shm"];

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Makes an empty file, <c>dbbackup-….tmp</c>, in a folder, and the folder when it is missing.</summary>
    public static TemporaryDatabase CreateIn(string folder) => Create(folder, "dbbackup-");

    /// <summary>Makes an empty file beside another, <c>….dbbackup-restore-….tmp</c>.</summary>
    public static TemporaryDatabase CreateBeside(string path) =>
        Create(System.IO.Path.GetDirectoryName(path)!, PrefixBeside(path));

    /// <summary>Where what lies beside a database goes before a staged file takes that database's place.</summary>
    public static string SetAside(string staged, string companion) => staged + Old + companion;

    /// <summary>Removes all that was set aside of a database, by this restore and by those that were killed: the database that it belonged to is no more.</summary>
    public static void RemoveSetAside(string path)
    {
        foreach (var aside in Directory.GetFiles(System.IO.Path.GetDirectoryName(path)!))
        {
            var name = System.IO.Path.GetFileName(aside);
            if (Companions.FirstOrDefault(c => name.EndsWith(Old + c, StringComparison.Ordinal)) is { } companion
                && IsTemporaryName(name[..^(Old.Length + companion.Length)], PrefixBeside(path)))
                File.Delete(aside);
        }
    }

    public void Dispose()
    {
        File.Delete(Path);
        foreach (var companion in Companions)
            File.Delete(Path + companion);
        _held.Dispose();
    }

    private static TemporaryDatabase Create(string folder, string prefix)
    {
        try
        {
            // An empty container has no temporary folder yet.
            DurableFile.CreateDirectory(folder);
            var (path, held) = Leftovers.CreateHeld(() => System.IO.Path.Combine(folder, $"{prefix}{Guid.NewGuid():N}{Suffix}"), DurableFile.CreateNew);
            if (OperatingSystem.IsWindows())
                held.Dispose();
            Leftovers.Remove(folder, name => IsLeftoverName(folder, name, prefix), path);
            return new TemporaryDatabase(path, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(
                $"No temporary copy can be made in {folder}: {FileError.Reason(e)}. Check that the folder may be written, or set StagingPath.", e);
        }
    }

    // What lies beside a copy goes when the copy is gone: that of a live one is nobody else's business.
    private static bool IsLeftoverName(string folder, string name, string prefix)
    {
        var copy = Companions.FirstOrDefault(c => name.EndsWith(c, StringComparison.Ordinal)) is { } companion ? name[..^companion.Length] : name;
        return IsTemporaryName(copy, prefix)
            && (copy == name || !File.Exists(System.IO.Path.Combine(folder, copy)));
    }

    private static bool IsTemporaryName(string name, string prefix)
    {
        var random = name.Length - Suffix.Length - RandomDigits;
        return random == prefix.Length
            && name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && name.AsSpan(random, RandomDigits).IndexOfAnyExcept(LowercaseHex) < 0;
    }

    private static string PrefixBeside(string path) => $"{System.IO.Path.GetFileName(path)}.dbbackup-restore-";
}
