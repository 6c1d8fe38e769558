using System.Runtime.CompilerServices;
using DbBackup.Storage;
using Microsoft.Data.Sqlite;

namespace DbBackup.Tests.Docs;

#region SqliteStorage
/// <summary>Objects as rows of a SQLite table. Each is in memory while it is written or read: for small backups.</summary>
public sealed class SqliteStorage(string path) : IBackupStorage
{
    private const int UniqueViolation = 19; // SQLITE_CONSTRAINT

    public string Description => $"SQLite file {path}";

    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);

        // Stage: the content gathers where nobody sees it. ContentStream cannot seek, and keeps an error of its target in mind.
        using var staged = new MemoryStream();
        var content = new ContentStream(staged, (e, written) => new BackupException($"{name} is too large for {Description}: it stopped after {written} bytes.", e), token);
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

        // Publish: one step, which fails when the name exists. After it the write has happened, so the token no longer counts.
        token.ThrowIfCancellationRequested();
        try
        {
            await ExecuteAsync("INSERT INTO object (name, content) VALUES ($name, $content)", token, ("$name", name), ("$content", staged.ToArray()));
        }
        catch (SqliteException e) when (e.SqliteErrorCode == UniqueViolation)
        {
            throw new BackupException($"{name} exists already in {Description}: nothing is overwritten. Choose another name.", e);
        }
    }

    public async Task<Stream> OpenReadAsync(string name, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        await using var connection = await OpenAsync(token);
        await using var command = Command(connection, "SELECT content FROM object WHERE name = $name", ("$name", name));
        return await command.ExecuteScalarAsync(token) is byte[] content
            ? new MemoryStream(content, writable: false)
            : throw new BackupException($"There is no {name} in {Description}: it was deleted, moved or renamed. Put it back, or take another one.");
    }

    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken token)
    {
        var found = new List<StoredObject>(); // The callers may delete while they list.
        await using (var connection = await OpenAsync(token))
        {
            await using var command = Command(connection, "SELECT name, length(content) FROM object");
            await using var rows = await command.ExecuteReaderAsync(token);
            while (await rows.ReadAsync(token))
                found.Add(new StoredObject(rows.GetString(0), rows.GetInt64(1)));
        }
        foreach (var stored in found)
            yield return stored;
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        return await ExecuteAsync("DELETE FROM object WHERE name = $name", token, ("$name", name)) > 0;
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken token)
    {
        StorageName.ThrowIfInvalid(name);
        await using var connection = await OpenAsync(token);
        await using var command = Command(connection, "SELECT 1 FROM object WHERE name = $name", ("$name", name));
        return await command.ExecuteScalarAsync(token) is not null;
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken token, params (string Name, object Value)[] values)
    {
        await using var connection = await OpenAsync(token);
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(token);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(token);
        await using var command = Command(connection, "CREATE TABLE IF NOT EXISTS object (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID");
        await command.ExecuteNonQueryAsync(token);
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
#endregion
