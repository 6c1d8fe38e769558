using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Storage;
using Microsoft.Data.Sqlite;

namespace DbBackup.Connectors;

/// <summary>
/// What both ways to dump a SQLite database share: how it is looked at, and how a restored file is checked and put in its place.
/// </summary>
public abstract class SqliteConnector : DatabaseConnector
{
    private protected SqliteConnector(DatabaseSettings settings, string? stagingPath) =>
        Settings = SqliteConnectionSettings.Parse(settings, stagingPath);

    /// <inheritdoc/>
    public sealed override string Engine => "Sqlite";

    /// <inheritdoc/>
    public sealed override string DatabaseName => Settings.FileName;

    private protected SqliteConnectionSettings Settings { get; }

    /// <inheritdoc/>
    public sealed override Task<DatabaseInspection> InspectAsync(CancellationToken token) => Task.Run(
        async () =>
        {
            using var session = await SqliteSource.OpenSnapshotAsync(Settings, token).ConfigureAwait(false);
            var bytes = session.ReadInt64("PRAGMA page_count") * session.ReadInt64("PRAGMA page_size");
            return new DatabaseInspection(EngineVersion(session), bytes, FindRefusals(session));
        },
        token);

    /// <inheritdoc/>
    public sealed override Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(options);
        RefuseSchemas(options.Schemas);
        return Task.Run(() => DumpCoreAsync(destination, options, token), token);
    }

    /// <inheritdoc/>
    public sealed override Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        RefuseSchemas(options.Schemas);
        RefuseServerOptions(options);
        RequireSupported(options);
        return Task.Run(() => RestoreCoreAsync(source, options, token), token);
    }

    /// <inheritdoc/>
    public sealed override Task<bool> ExistsAsync(CancellationToken token) => Task.FromResult(File.Exists(Settings.Path));

    /// <inheritdoc/>
    public sealed override Task<RestoreResult> DrillAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(
            async () =>
            {
                using var scratch = TemporaryDatabase.CreateIn(Settings.StagingPath);
                await FillAsync(scratch.Path, source, existing: null, token).ConfigureAwait(false);
                return new RestoreResult(SqliteCheck.RequireRestored(scratch.Path, Settings.Database, IntegrityCheck.Full, options.ExpectedTables, token));
            },
            token);
    }

    private protected static string EngineVersion(SqliteSession session) => session.ReadText("SELECT sqlite_version()");

    private protected abstract IReadOnlyList<string> FindRefusals(SqliteSession session);

    private protected abstract Task<DumpResult> DumpCoreAsync(Stream destination, DumpOptions options, CancellationToken token);

    /// <exception cref="BackupException">This connector cannot restore in that way.</exception>
    private protected virtual void RequireSupported(RestoreOptions options) { }

    /// <summary>Fills the staged file, reading <paramref name="source"/> to its end.</summary>
    /// <param name="staged">The file.</param>
    /// <param name="source">The payload.</param>
    /// <param name="existing">The locked database to restore into; <see langword="null"/> when it is to be replaced.</param>
    /// <param name="token">Ends it.</param>
    private protected abstract Task FillAsync(string staged, Stream source, SqliteTarget? existing, CancellationToken token);

    private async Task<RestoreResult> RestoreCoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        var path = Settings.ResolveTarget();
        CreateFolder(path);
        using var staged = TemporaryDatabase.CreateBeside(path);
        using var existing = options.NoDrop ? await LockExistingAsync(path, token).ConfigureAwait(false) : null;
        await FillAsync(staged.Path, source, existing, token).ConfigureAwait(false);
        var tables = SqliteCheck.RequireRestored(staged.Path, Settings.Database, Settings.Check, options.ExpectedTables, token);

        // What is replaced unread needs the lock only now; it is not held while a large backup comes in.
        using var target = existing ?? await SqliteTarget.LockAsync(path, Settings.LockTimeout, token).ConfigureAwait(false);
        token.ThrowIfCancellationRequested();
        target.ReplaceBy(staged.Path);
        return new RestoreResult(tables);
    }

    private async Task<SqliteTarget> LockExistingAsync(string path, CancellationToken token)
    {
        var target = await SqliteTarget.LockAsync(path, Settings.LockTimeout, token).ConfigureAwait(false);
        if (target.Session is null && File.Exists(path))
            throw new BackupException(
                $"{path} is damaged or no SQLite database, so nothing can be restored into it. " +
                "Restore without --no-drop to replace it.");
        return target;
    }

    private void CreateFolder(string path)
    {
        try
        {
            DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException(
                $"Database {Settings.Database}: the folder of {path} cannot be made: {FileError.Reason(e)}. " +
                "Check Data Source.",
                e);
        }
    }

    private void RefuseServerOptions(RestoreOptions options)
    {
        var option = options.NoOwner ? "--no-owner" : options.NoPrivileges ? "--no-privileges" : options.Disconnect ? "--disconnect" : null;
        if (option is not null)
            throw new BackupException($"Database {Settings.Database}: SQLite has neither owners, privileges nor sessions, so {option} means nothing. Leave it out.");
    }

    private void RefuseSchemas(IReadOnlyList<string> schemas)
    {
        if (schemas.Count > 0)
            throw new BackupException(
                $"Database {Settings.Database}: SQLite has no schemas, so '{schemas[0]}' cannot be selected. " +
                "Leave the schemas out.");
    }
}
