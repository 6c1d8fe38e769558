using System.Collections.Concurrent;
using DbBackup.Archives;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Reads streams side by side, by as many sessions as there are workers.</summary>
/// <param name="snapshot">The moment that all of them see.</param>
/// <param name="settings">The connection.</param>
/// <param name="archive">Where the parts go.</param>
internal sealed class StreamDump(PgSnapshot snapshot, PgConnectionSettings settings, NativeArchiveWriter archive)
{
    private readonly ConcurrentQueue<int> _awaited = new();
    private int _next = -1;

    /// <summary>Reads all of them.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<NativeStreamEnd[]> ReadAsync(IReadOnlyList<PgStream> streams, CancellationToken token)
    {
        var ends = new NativeStreamEnd[streams.Count];
        await SideBySide.RunAsync(Math.Min(settings.Workers, streams.Count), (_, cancellation) => WorkAsync(streams, ends, cancellation), token).ConfigureAwait(false);
        if (!_awaited.IsEmpty)
            await ReadAwaitedAsync(streams, ends, token).ConfigureAwait(false);
        return ends;
    }

    private async Task WorkAsync(IReadOnlyList<PgStream> streams, NativeStreamEnd[] ends, CancellationToken token)
    {
        var connection = await snapshot.AdoptAsync(token).ConfigureAwait(false);
        try
        {
            var reader = new CopyReader(connection, archive);
            await WorkAsync(reader, connection, streams, ends, token).ConfigureAwait(false);
        }
        finally
        {
            await Patience.CloseAsync(connection).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(CopyReader reader, NpgsqlConnection connection, IReadOnlyList<PgStream> streams, NativeStreamEnd[] ends, CancellationToken token)
    {
        for (int index; (index = Interlocked.Increment(ref _next)) < streams.Count;)
        {
            try
            {
                ends[index] = await reader.ReadAsync(streams[index], token).ConfigureAwait(false);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable)
            {
                // Somebody waits for the leader's lock, and this session would wait behind him for ever. The leader need not wait.
                _awaited.Enqueue(index);
                await snapshot.AdoptAgainAsync(connection, token).ConfigureAwait(false);
            }
            catch (NpgsqlException e) when (!token.IsCancellationRequested)
            {
                throw PgFailure.Translate(e, settings, streams[index].Subject);
            }
        }
    }

    private async Task ReadAwaitedAsync(IReadOnlyList<PgStream> streams, NativeStreamEnd[] ends, CancellationToken token)
    {
        await PgSnapshot.ReadAsStoredAsync(snapshot.Leader, token).ConfigureAwait(false);
        var reader = new CopyReader(snapshot.Leader, archive);
        while (_awaited.TryDequeue(out var index))
            ends[index] = await reader.ReadAsync(streams[index], token).ConfigureAwait(false);
    }
}
