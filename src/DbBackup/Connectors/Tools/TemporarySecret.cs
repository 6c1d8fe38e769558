using System.Text;
using DbBackup.Storage;

namespace DbBackup.Connectors;

/// <summary>
/// A file that only its owner can read, in a folder that only its owner can enter, for as long as a program runs that reads a secret from it.
/// It is held open to its end, so that the next run can tell it from one whose process was killed, and removes that. (On Windows it is not,
/// as no program could open it then; there leftovers stay.)
/// </summary>
internal sealed class TemporarySecret : IDisposable
{
    private const string Prefix = "dbbackup-secret-";

    private readonly FileStream _held;

    /// <param name="content">What the program reads.</param>
    public TemporarySecret(string content)
    {
        RemoveLeftovers();
        (Path, _held) = Leftovers.CreateHeld(() => PathIn(Directory.CreateTempSubdirectory(Prefix).FullName), DurableFile.CreateNew);
        try
        {
            _held.Write(Encoding.UTF8.GetBytes(content));
            if (OperatingSystem.IsWindows())
                _held.Dispose();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The folder, in which there is nothing else.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(Path);
        Directory.Delete(Folder);
        _held.Dispose();
    }

    // It is called like its folder: in what somebody puts in the folder's place at this moment there is no file of that name.
    private static string PathIn(string folder) => System.IO.Path.Combine(folder, System.IO.Path.GetFileName(folder));

    private static void RemoveLeftovers()
    {
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                using (new FileStream(PathIn(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(PathIn(folder));
                Directory.Delete(folder);
            }
            catch (Exception e) when (FileError.IsOne(e))
            {
                // Live, just removed by another run, or another user's: none is a reason to fail this run.
            }
        }
    }
}
