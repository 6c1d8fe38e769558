using System.Globalization;

namespace DbBackup.Archives;

/// <summary>
/// Moves what was unpacked into the media folder: all of it or nothing. It plans first and refuses conflicts while nothing has changed; then it renames, and every rename can be undone. A folder that does
/// not exist yet moves as a whole. A file that is replaced keeps a second name in the staging folder, so that its own is never without a file.
/// A process that is killed here leaves a mixture of whole old and whole new files, and the old versions in the staging folder.
/// </summary>
/// <param name="staging">Where the unpacked files are, and the replaced ones go.</param>
/// <param name="root">The media folder, which is no link and need not exist.</param>
/// <param name="unpacked">The folders of the archive.</param>
/// <param name="replace">Whether existing files give way.</param>
internal sealed class MediaMerge(MediaStaging staging, string root, IReadOnlyDictionary<string, TarEntry?> unpacked, bool replace)
{
    private readonly List<Move> _moves = [];
    private readonly Dictionary<string, MediaItem> _existing = [];
    private readonly Stack<string> _created = [];
    private int _begun;
    private int _done;

    /// <summary>Files and links that exist and stay as they are.</summary>
    public long Kept { get; private set; }

    /// <summary>Called with the path below the root before each rename. For tests that let a rename fail or the world change at that moment.</summary>
    public Action<string>? BeforeMove { get; init; }

    /// <summary>Compares the archive with the media folder and changes nothing.</summary>
    /// <exception cref="BackupException">A folder stands where a file should be, or the reverse, or a link where a folder should be.</exception>
    public void Plan(CancellationToken token) => Attempt("", () => PlanFolder("", token));

    private void PlanFolder(string folder, CancellationToken token)
    {
        _existing[folder] = MediaItem.Look(folder, Target(folder));
        foreach (var name in NamesUnpacked(folder))
        {
            token.ThrowIfCancellationRequested();
            var path = MediaPath.Join(folder, name);
            var isFolder = unpacked.ContainsKey(path);
            var there = MediaItem.KindOf(Target(path));
            if (there is MediaKind.Missing)
                _moves.Add(new Move(_moves.Count, folder, name, Replaces: false));
            else if (isFolder != there is MediaKind.Folder)
                throw Conflict(path, isFolder, there);
            else if (isFolder)
                PlanFolder(path, token);
            else if (replace)
                _moves.Add(new Move(_moves.Count, folder, name, Replaces: true));
            else
                Kept++;
        }
    }

    private IEnumerable<string> NamesUnpacked(string folder) =>
        Directory.GetFileSystemEntries(Unpacked(folder), "*", MediaTree.Everything).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static BackupException Conflict(string path, bool isFolder, MediaKind there)
    {
        var (wanted, found) = (isFolder ? "a folder" : "a file", there switch { MediaKind.Folder => "a folder", MediaKind.Link => "a link", _ => "a file" });
        return new BackupException($"{MediaPath.Quote(path)} is {wanted} in the archive and {found} in the media folder; nothing was restored. Move it away, or restore into another folder.");
    }

    /// <summary>Moves everything and waits until it is on the disk.</summary>
    /// <exception cref="BackupException">It failed, and everything is as it was.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and everything is as it was.</exception>
    public async Task ApplyAsync(CancellationToken token)
    {
        try
        {
            Attempt("", CreateRoot);
            FinishFolders(folder => !_existing.ContainsKey(folder) && !_existing.ContainsKey(MediaPath.FolderOf(folder)), Unpacked);
            while (_begun < _moves.Count)
            {
                token.ThrowIfCancellationRequested();
                var move = _moves[_begun++];
                BeforeMove?.Invoke(move.Path);
                Attempt(move.Path, () => Apply(move));
                _done++;
            }
            FinishFolders(folder => !_existing.ContainsKey(folder) && _existing.ContainsKey(MediaPath.FolderOf(folder)), Target);
            FinishExistingFolders();
            await MediaDisk.FlushAsync(staging.Lock.SafeFileHandle, token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Undo(e);
            throw;
        }
    }

    private void CreateRoot()
    {
        var missing = new Stack<string>();
        for (var folder = root; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Push(folder);
        foreach (var folder in missing)
        {
            Directory.CreateDirectory(folder);
            _created.Push(folder);
        }
    }

    private void Apply(Move move)
    {
        RefuseLinks(move.Folder);
        if (move.Replaces)
            KeepOld(move);
        else if (MediaItem.KindOf(Target(move.Path)) is not MediaKind.Missing)
            throw new IOException("It has come into being while the restore ran.");
        Rename(Unpacked(move.Path), Target(move.Path));
    }

    /// <summary>The plan saw no link on the way, but the folder is not ours alone.</summary>
    private void RefuseLinks(string folder)
    {
        if (MediaItem.KindOf(Target(folder)) is not MediaKind.Folder)
            throw new IOException("Its folder was replaced while the restore ran.");
        if (folder.Length > 0)
            RefuseLinks(MediaPath.FolderOf(folder));
    }

    private void KeepOld(Move move)
    {
        if (!MediaDisk.TryLink(Target(move.Path), Old(move)))
            Rename(Target(move.Path), Old(move));
    }

    private static void Rename(string from, string to)
    {
        if (!MediaDisk.TryRename(from, to))
            throw new IOException("It is on another file system than the media folder; back up and restore that file system by itself.");
    }

    /// <summary>Deepest first: what is in a folder is not reached any more once its mode forbids it.</summary>
    private void FinishFolders(Func<string, bool> chosen, Func<string, string> locate)
    {
        foreach (var folder in unpacked.Keys.Where(chosen).OrderByDescending(folder => folder.Length))
        {
            if (unpacked[folder] is { } entry)
                Attempt(folder, () => SetFolder(locate(folder), entry.Mode, entry.ModifiedAt));
        }
    }

    /// <summary>A folder that existed keeps its mode and its time, unless all is replaced.</summary>
    private void FinishExistingFolders()
    {
        foreach (var folder in _existing.Values.Where(folder => folder.Kind is MediaKind.Folder).OrderByDescending(folder => folder.Path.Length))
        {
            if (replace && unpacked.GetValueOrDefault(folder.Path) is { } entry)
                Attempt(folder.Path, () => SetFolder(folder.FullPath, entry.Mode, entry.ModifiedAt));
            else
                TryKeepTime(folder);
        }
    }

    private static void SetFolder(string path, UnixFileMode mode, DateTime modifiedAt)
    {
        if (MediaItem.KindOf(path) is not MediaKind.Folder)
            throw new IOException("It was replaced while the restore ran.");
        Directory.SetLastWriteTimeUtc(path, modifiedAt);
        MediaDisk.SetMode(path, mode);
    }

    /// <summary>Only the owner may set a folder's time, but others may be allowed to put files into it.</summary>
    private static void TryKeepTime(MediaItem folder)
    {
        try
        {
            Directory.SetLastWriteTimeUtc(folder.FullPath, folder.ModifiedAt);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Puts everything back. What cannot be put back does not stop the rest.</summary>
    private void Undo(Exception cause)
    {
        var stuck = new List<string>();
        foreach (var folder in _existing.Values.Where(folder => folder.Kind is MediaKind.Folder))
            TryUndo(folder.Path, stuck, () => PutBackMode(folder));
        foreach (var move in _moves[.._begun].AsEnumerable().Reverse())
            TryUndo(move.Path, stuck, () => Undo(move));
        foreach (var folder in _existing.Values.Where(folder => folder.Kind is MediaKind.Folder))
            TryKeepTime(folder);
        while (_created.TryPop(out var folder))
            TryUndo("", stuck, () => Directory.Delete(folder));
        if (stuck.Count == 0)
            return;
        staging.Abandon();
        throw new BackupException(
            $"The media restore failed ({MediaPath.OneLine(cause.Message)}) and {stuck.Count} paths could not be put back, first {MediaPath.Quote(stuck[0])}. Their old versions are in {MediaPath.Quote(staging.Replaced)}.", cause);
    }

    private static void PutBackMode(MediaItem folder)
    {
        if (MediaItem.Look(folder.Path, folder.FullPath).Mode != folder.Mode && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullPath, folder.Mode);
    }

    private void Undo(Move move)
    {
        if (move.Replaces)
            PutBackOld(move);
        else if (move.Number < _done && MediaItem.KindOf(Target(move.Path)) is not MediaKind.Missing)
            TakeBack(move.Path);
    }

    /// <summary>The last move may have failed before it had put the old version away.</summary>
    private void PutBackOld(Move move)
    {
        if (MediaItem.KindOf(Old(move)) is not MediaKind.Missing)
            Rename(Old(move), Target(move.Path));
    }

    private void TakeBack(string path)
    {
        if (unpacked.ContainsKey(path))
            MediaDisk.SetMode(Target(path), MediaDisk.Permissions); // Or a folder without write permission could not be moved.
        Rename(Target(path), Unpacked(path));
    }

    private static void TryUndo(string path, List<string> stuck, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stuck.Add(path);
        }
    }

    private static void Attempt(string path, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var what = path.Length == 0 ? "The media folder" : MediaPath.Quote(path);
            throw new BackupException($"{what} cannot be restored: {MediaPath.OneLine(e.Message).TrimEnd('.')}. The media folder is as it was.", e);
        }
    }

    private string Target(string path) => path.Length == 0 ? root : Path.Join(root, path);

    private string Unpacked(string path) => path.Length == 0 ? staging.Unpacked : Path.Join(staging.Unpacked, path);

    private string Old(Move move) => Path.Join(staging.Replaced, move.Number.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Move(int Number, string Folder, string Name, bool Replaces)
    {
        public string Path => MediaPath.Join(Folder, Name);
    }
}
