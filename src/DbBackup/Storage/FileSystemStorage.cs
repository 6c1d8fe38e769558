using System.Globalization;
using System.Runtime.CompilerServices;

namespace DbBackup.Storage;

/// <summary>
/// Objects as files of one folder. A written object is on disk, whole and under its name, when <see cref="WriteAsync"/> has returned; before that, and after
/// a crash at any moment, it is not there at all.
/// </summary>
/// <remarks>
/// <para>An object is a regular file with a valid name. Everything else in the folder (sub-folders, symbolic links, files beginning with a dot) is neither
/// listed nor opened nor deleted. The folder itself may be a symbolic link. A folder that does not exist yet is an empty storage; the first write makes it, mode 0700.</para>
/// <para>An object is written to <c>.&lt;name&gt;.&lt;random&gt;.tmp</c> (mode 0600), brought to disk, renamed, and the folder is brought to disk.
/// Temporary files of killed runs are removed by the next write.</para>
/// </remarks>
public sealed class FileSystemStorage : IBackupStorage
{
    private const int SmallestBuffer = 4096, LargestBuffer = 1024 * 1024;

    private const string Remedy = "Let this user write to the folder, or set Storage:Path to another one.";

    private readonly string _folder;

    /// <summary>Creates a storage; nothing is touched yet.</summary>
    /// <param name="folder">Relative to the current folder.</param>
    public FileSystemStorage(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    }

    /// <inheritdoc/>
    public string Description => $"folder {_folder}";

    /// <summary>How a file is created. Tests give files whose n-th write fails.</summary>
    internal Func<string, FileStream> CreateFile { get; init; } = DurableFile.CreateNew;

    /// <inheritdoc/>
    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        ArgumentNullException.ThrowIfNull(write);
        token.ThrowIfCancellationRequested();

        var path = PathOf(name);
        await using var temporary = await Task.Run(() => CreateTemporary(name, path), token);
        var content = new ContentStream(temporary.Content, (e, written) => CannotWrite(name, e, written), token);
        try
        {
            await write(content, token);
        }
        catch
        {
            content.ThrowIfTargetFailed();
            throw;
        }
        await content.CompleteAsync();

        // A cancelled run does not wait for the disk: the file is removed while it is still being brought there.
        await Task.Run(() => Sync(name, temporary, content.Written), CancellationToken.None).WaitAsync(token);
        token.ThrowIfCancellationRequested();
        await Task.Run(() => Publish(name, path, temporary, content.Written), CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string name, CancellationToken token) => OnFiles<Stream>(name, () =>
    {
        try
        {
            if (LengthOf(name) is { } length)
                return OpenRead(name, length);
        }
        catch (Exception e) when (FileError.IsOne(e) && !FileError.IsMissing(e))
        {
            throw new BackupException($"{name} in {Description} cannot be read: {Reason(e)}. Let this user read it.", e);
        }
        catch (Exception e) when (FileError.IsMissing(e))
        {
            // Deleted since it was looked up.
        }
        throw new BackupException($"There is no {name} in {Description}: it was deleted, moved or renamed. Put it back, or take another one.");
    }, token);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken token)
    {
        // All at once, so that a caller that deletes while it lists neither misses an object nor sees one twice.
        foreach (var stored in await Task.Run(() => List(token), token))
        {
            token.ThrowIfCancellationRequested();
            yield return stored;
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken token) => OnFiles(name, () =>
    {
        try
        {
            if (LengthOf(name) is null)
                return false;
            File.Delete(PathOf(name));
            DurableFile.SyncDirectory(_folder); // In order: a manifest that was deleted first must not come back without its data.
            return true;
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            throw new BackupException($"{name} in {Description} cannot be deleted: {Reason(e)}. Let this user write to the folder.", e);
        }
    }, token);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string name, CancellationToken token) => OnFiles(name, () =>
    {
        try
        {
            return LengthOf(name) is not null;
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            throw Unreadable(e);
        }
    }, token);

    private static async Task<T> OnFiles<T>(string name, Func<T> act, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        return await Task.Run(act, token);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private TemporaryFile CreateTemporary(string name, string path)
    {
        try
        {
            if (Path.Exists(path))
                throw Taken(name);
            DurableFile.CreateDirectory(_folder);
            return TemporaryFile.Create(_folder, name, CreateFile);
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            throw CannotWrite(name, e, written: 0);
        }
    }

    private void Sync(string name, TemporaryFile temporary, long written)
    {
        try
        {
            DurableFile.Sync(temporary.Content);
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            throw CannotWrite(name, e, written);
        }
    }

    private void Publish(string name, string path, TemporaryFile temporary, long written)
    {
        try
        {
            temporary.Publish(path);
        }
        catch (IOException e) when (Path.Exists(path))
        {
            throw Taken(name, e);
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            throw CannotWrite(name, e, written);
        }
    }

    private List<StoredObject> List(CancellationToken token)
    {
        try
        {
            if (!Path.Exists(_folder))
                return [];
            var found = new List<StoredObject>();
            foreach (var path in Directory.EnumerateFiles(_folder, "*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }))
            {
                token.ThrowIfCancellationRequested();
                var name = Path.GetFileName(path);
                if (StorageName.IsValid(name) && LengthOf(name) is { } length)
                    found.Add(new StoredObject(name, length));
            }
            return found;
        }
        catch (Exception e) when (FileError.IsOne(e))
        {
            throw Unreadable(e);
        }
    }

    private FileStream OpenRead(string name, long length) => new(PathOf(name), new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = (int)Math.Clamp(length, SmallestBuffer, LargestBuffer),
    });

    /// <summary>The length of an object, or <see langword="null"/> where there is none: a folder or a symbolic link is none.</summary>
    private long? LengthOf(string name)
    {
        try
        {
            var path = PathOf(name);
            return (File.GetAttributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0 ? new FileInfo(path).Length : null;
        }
        catch (Exception e) when (FileError.IsMissing(e))
        {
            return null;
        }
    }

    private BackupException Taken(string name, Exception? cause = null)
        => new($"{name} exists already in {Description}: nothing is overwritten. Choose another name.", cause);

    private BackupException Unreadable(Exception e)
        => new($"{Capitalized(Description)} cannot be read: {Reason(e)}. Let this user read it, or set Storage:Path to another one.", e);

    private BackupException CannotWrite(string name, Exception e, long written)
    {
        var progress = string.Create(CultureInfo.InvariantCulture, $"{written:N0} bytes");
        return FileError.IsFull(e) ? new($"No space is left in {Description}: {name} stopped after {progress}. Free space, or set Storage:Path to another folder.", e)
            : e is ArgumentOutOfRangeException ? new($"{name} is larger than a file in {Description} may be: it stopped after {progress}. Set Storage:Path to another folder.", e)
            : FileError.IsForbidden(e) || FileError.IsMissing(e) || written == 0 ? new($"{Capitalized(Description)} cannot be written to: {Reason(e)}. {Remedy}", e)
            : new($"{name} could not be written to {Description}: it stopped after {progress}. {Reason(e)}. Check the disk, or set Storage:Path to another folder.", e);
    }

    /// <summary>The system's own words, on one line.</summary>
    private string Reason(Exception e)
        => BlockingFile() is { } file ? $"{file} is a file" : FileError.Reason(e);

    /// <summary>The file that stands where the folder, or one above it, should be: the system only says that something is missing.</summary>
    private string? BlockingFile()
    {
        for (var path = _folder; path is not null; path = Path.GetDirectoryName(path))
            if (File.Exists(path))
                return path;
        return null;
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
