using System.Buffers;
using System.Security.Cryptography;

namespace DbBackup.Storage;

/// <summary>
/// The file <c>.&lt;name&gt;.&lt;16 hex digits&gt;.tmp</c> that an object is while it is written. It is held open, and with that locked, to its end:
/// so a live one can be told from one whose process was killed. Disposing removes it, unless it was published.
/// </summary>
internal sealed class TemporaryFile : IAsyncDisposable
{
    private const string Suffix = ".tmp";
    private const int RandomBytes = 8;

    private static readonly SearchValues<char> LowercaseHex = SearchValues.Create("0123456789abcdef");

    private readonly string _path;
    private bool _published;

    private TemporaryFile(string path, FileStream content) => (_path, Content) = (path, content);

    /// <summary>The open file.</summary>
    public FileStream Content { get; }

    /// <summary>Creates the temporary file of an object and removes the leftovers of killed runs.</summary>
    /// <param name="folder">A folder that exists.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="create">Creates a file as <see cref="DurableFile.CreateNew"/> does.</param>
    public static TemporaryFile Create(string folder, string name, Func<string, FileStream> create)
    {
        var (path, content) = Leftovers.CreateHeld(
            () => Path.Combine(folder, $".{name}.{RandomNumberGenerator.GetHexString(2 * RandomBytes, lowercase: true)}{Suffix}"), create);
        Leftovers.Remove(folder, IsTemporaryName, path);
        return new TemporaryFile(path, content);
    }

    /// <summary>Gives the file its name, unless that exists, and brings both to disk.</summary>
    public void Publish(string path)
    {
        DurableFile.MoveWithoutOverwriting(_path, path);
        _published = true;
        try
        {
            DurableFile.SyncDirectory(Path.GetDirectoryName(path)!);
        }
        catch
        {
            // Seen, but not known to outlive a power loss: what is reported as failed must not be there.
            TryDelete(path);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_published)
            TryDelete(_path);
        await Content.DisposeAsync();
    }

    private static bool IsTemporaryName(string fileName)
    {
        var random = fileName.Length - Suffix.Length - 2 * RandomBytes;
        return random > 2
            && fileName[0] == '.' && fileName[random - 1] == '.'
            && fileName.AsSpan(random, 2 * RandomBytes).IndexOfAnyExcept(LowercaseHex) < 0
            && StorageName.IsValid(fileName[1..(random - 1)]);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            // The reason why it is to be removed is the one to report; the next write tries again.
        }
    }
}
