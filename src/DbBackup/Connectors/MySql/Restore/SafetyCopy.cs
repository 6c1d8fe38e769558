using DbBackup.Catalog;

namespace DbBackup.Connectors;

/// <summary>A dump of a database in a file of this machine, taken before the database is emptied, and restored to it if what follows fails.</summary>
internal sealed class SafetyCopy : IAsyncDisposable
{
    private readonly MySqlConnectionSettings _settings;
    private readonly string _path;
    private readonly IReadOnlyList<TableRows> _tables;
    private bool _isKept;

    private SafetyCopy(MySqlConnectionSettings settings, string path, IReadOnlyList<TableRows> tables) => (_settings, _path, _tables) = (settings, path, tables);

    /// <summary>Takes it.</summary>
    /// <exception cref="BackupException">The database cannot be dumped as it is.</exception>
    public static async Task<SafetyCopy> TakeAsync(MySqlConnectionSettings settings, CancellationToken token)
    {
        var path = Path.Combine(Path.GetTempPath(), $"dbbackup-{RunId.New(DateTimeOffset.UtcNow).ToLowerInvariant()}.tar");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var file = new FileStream(path, options);
            var dumped = await new MySqlDump(new MySqlServer(settings), []).WriteAsync(file, token).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            return new(settings, path, dumped.Tables);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Makes the database what it was.</summary>
    /// <exception cref="BackupException">It cannot be; the file stays.</exception>
    public async Task RestoreAsync()
    {
        try
        {
            await using var file = File.OpenRead(_path);
            await new MySqlRestore(_settings, new() { ExpectedTables = _tables }).ReadAsync(file, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (MySqlFailure.IsOfDriver(e) || e is BackupException)
        {
            _isKept = true;
            throw new BackupException(
                $"Database {_settings.Database}: the restore failed, and so did putting back what was there ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). It is in {_path}; extract it and load its restore.sql.", e);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_isKept)
            File.Delete(_path);
        return ValueTask.CompletedTask;
    }
}
