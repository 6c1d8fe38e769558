using System.Security.Cryptography;

namespace DbBackup.Archives;

/// <summary>Writes one stream's parts, numbers and hashes them. One part is on its way while the next is being filled.</summary>
/// <param name="archive">The archive.</param>
/// <param name="id">The stream's id.</param>
internal sealed class NativeStreamWriter(NativeArchiveWriter archive, string id) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task _underWay = Task.CompletedTask;
    private bool _hasTurn;
    private int _number;
    private long _bytes;

    /// <summary>Writes a part as soon as the one before is written.</summary>
    /// <returns>A task that ends when <paramref name="content"/> of the part before may be used again.</returns>
    public async Task WriteAsync(ReadOnlyMemory<byte> content, PartEnd end, CancellationToken token)
    {
        await _underWay.ConfigureAwait(false);
        _underWay = PutAsync(content, NativeFormat.PartName(id, ++_number, end), end, token);
    }

    /// <summary>Waits for the last part.</summary>
    /// <param name="rows">The stream's rows.</param>
    public async Task<NativeStreamEnd> EndAsync(long rows)
    {
        await _underWay.ConfigureAwait(false);
        return new(id, rows, _bytes, Convert.ToHexStringLower(_hash.GetCurrentHash()));
    }

    /// <summary>Waits for what is under way, whatever becomes of it, so that its buffer is free.</summary>
    public async Task SettleAsync() => await _underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose() => _hash.Dispose();

    private async Task PutAsync(ReadOnlyMemory<byte> content, string name, PartEnd end, CancellationToken token)
    {
        await Task.Yield();
        _hash.AppendData(content.Span);
        _bytes += content.Length;
        if (!_hasTurn)
            await archive.TakeTurnAsync(token).ConfigureAwait(false);
        _hasTurn = true;
        try
        {
            await archive.EntryAsync(name, content, token).ConfigureAwait(false);
        }
        catch
        {
            end = PartEnd.Stream;
            throw;
        }
        finally
        {
            // What belongs to one row stays together, so that a restore can load it without holding it.
            _hasTurn = end is PartEnd.InRow;
            if (!_hasTurn)
                archive.GiveTurn();
        }
    }
}
