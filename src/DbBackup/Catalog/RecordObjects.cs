using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>
/// Small JSON objects that are not backups. A storage never overwrites, so one is replaced by deleting the old and writing the new. A crash in
/// between leaves none.
/// </summary>
internal sealed class RecordObjects(IBackupStorage storage)
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>Reads one.</summary>
    /// <returns><see langword="null"/> when there is none, or something else has its name.</returns>
    public async Task<T?> TryReadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken token) where T : class
    {
        if (!await storage.ExistsAsync(name, token))
            return null;
        var bytes = await SmallObject.TryReadAsync(storage, name, MaximumBytes, token);
        try
        {
            return bytes is null ? null : JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes one that is not there.</summary>
    /// <exception cref="BackupException">The storage takes none, or the name exists.</exception>
    public Task WriteAsync<T>(string name, T record, JsonTypeInfo<T> type, CancellationToken token) => storage.WriteAsync(
        name,
        async (stream, cancellation) => await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(record, type), (byte)'\n'], cancellation),
        token);

    /// <summary>Puts one in the place of the last.</summary>
    /// <exception cref="BackupException">The storage takes none, or something else has that name.</exception>
    public async Task ReplaceAsync<T>(string name, T record, JsonTypeInfo<T> type, CancellationToken token) where T : class
    {
        await DeleteAsync(name, type, token);
        await WriteAsync(name, record, type, token);
    }

    /// <summary>Deletes one, and no foreign file of its name.</summary>
    public async Task DeleteAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken token) where T : class
    {
        if (await TryReadAsync(name, type, token) is not null)
            await storage.DeleteAsync(name, token);
    }
}
