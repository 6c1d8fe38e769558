using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Reads streams side by side, by as many sessions as see the snapshot.</summary>
/// <param name="snapshot">The moment that all of them see.</param>
/// <param name="settings">The connection.</param>
/// <param name="archive">Where the parts go.</param>
internal sealed class MySqlStreamDump(MySqlSnapshot snapshot, MySqlConnectionSettings settings, NativeArchiveWriter archive)
{
    /// <summary>Reads all of them.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<NativeStreamEnd[]> ReadAsync(IReadOnlyList<MySqlStream> streams, CancellationToken token)
    {
        var (ends, next) = (new NativeStreamEnd[streams.Count], -1);
        await SideBySide.RunAsync(
            Math.Min(snapshot.Sessions.Count, streams.Count),
            async (number, cancellation) =>
            {
                using var reader = new RowReader(snapshot.Sessions[number], archive);
                for (int index; (index = Interlocked.Increment(ref next)) < streams.Count;)
                    ends[index] = await ReadAsync(reader, streams[index], cancellation).ConfigureAwait(false);
            },
            token).ConfigureAwait(false);
        return ends;
    }

    private async Task<NativeStreamEnd> ReadAsync(RowReader reader, MySqlStream stream, CancellationToken token)
    {
        try
        {
            return await reader.ReadAsync(stream, token).ConfigureAwait(false);
        }
        catch (MySqlException e) when (!token.IsCancellationRequested)
        {
            throw MySqlFailure.Translate(e, settings, stream.Subject);
        }
    }
}
