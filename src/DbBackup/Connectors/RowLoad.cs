using System.Threading.Channels;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Loads all rows of an archive, as it is read, by one or several loaders. A stream's parts go to one loader in their order.</summary>
/// <param name="reader">The archive, at its first part.</param>
/// <param name="isWanted">Which streams are loaded; the others are only read.</param>
/// <param name="groupOf">What of a stream keeps it with others at one loader; <see langword="null"/> for each by itself.</param>
internal sealed class RowLoad(NativeArchiveReader reader, Func<NativeStream, bool> isWanted, Func<NativeStream, object>? groupOf = null)
{
    private readonly Dictionary<object, int> _loaderOf = [];
    private readonly Dictionary<int, int> _open = [];
    private int _last;

    /// <summary>Reads every part and loads it.</summary>
    /// <returns>The rows that arrived, by table.</returns>
    public async Task<Dictionary<string, long>> RunAsync(IReadOnlyList<IRowLoader> loaders, CancellationToken token)
    {
        var free = Channel.CreateUnbounded<byte[]>();
        for (var i = 0; i < 2 * loaders.Count + 1; i++)
            free.Writer.TryWrite(GC.AllocateUninitializedArray<byte>(NativeFormat.PartBytes));
        var queues = loaders.Select(_ => Channel.CreateUnbounded<(NativePart Part, byte[] Buffer)>()).ToArray();
        await SideBySide.RunAsync(
            loaders.Count + 1,
            (number, cancellation) => number == loaders.Count
                ? ReadAsync(queues, free, cancellation)
                : LoadAsync(loaders[number], queues[number].Reader, free.Writer, cancellation),
            token).ConfigureAwait(false);
        return loaders.SelectMany(l => l.Rows).GroupBy(r => r.Key, r => r.Value).ToDictionary(r => r.Key, r => r.Sum());
    }

    private async Task ReadAsync(Channel<(NativePart Part, byte[] Buffer)>[] queues, Channel<byte[]> free, CancellationToken token)
    {
        while (true)
        {
            var buffer = await free.Reader.ReadAsync(token).ConfigureAwait(false);
            var part = await reader.PartAsync(buffer, token).ConfigureAwait(false);
            if (part is null)
                break;
            if (isWanted(part.Stream))
                queues[LoaderOf(part, queues)].Writer.TryWrite((part, buffer));
            else
                free.Writer.TryWrite(buffer);
        }
        foreach (var queue in queues)
            queue.Writer.Complete();
    }

    // A stream that begins goes to the loader with the fewest that have not ended: a large one keeps it busy for long. What already waits for it counts less.
    private int LoaderOf(NativePart part, Channel<(NativePart Part, byte[] Buffer)>[] queues)
    {
        var group = groupOf?.Invoke(part.Stream) ?? part.Stream;
        if (!_loaderOf.TryGetValue(group, out var loader))
        {
            loader = _last = Enumerable.Range(_last + 1, queues.Length).Select(number => number % queues.Length)
                .MinBy(number => (_open.GetValueOrDefault(number), queues[number].Reader.Count));
            _loaderOf.Add(group, loader);
        }
        _open[loader] = _open.GetValueOrDefault(loader) + (part.IsFirst ? 1 : 0) - (part.End is PartEnd.Stream ? 1 : 0);
        if (part.End is PartEnd.Stream && groupOf is null)
            _loaderOf.Remove(group);
        return loader;
    }

    private static async Task LoadAsync(IRowLoader loader, ChannelReader<(NativePart Part, byte[] Buffer)> queue, ChannelWriter<byte[]> free, CancellationToken token)
    {
        try
        {
            await foreach (var (part, buffer) in queue.ReadAllAsync(token).ConfigureAwait(false))
            {
                await loader.LoadAsync(part, token).ConfigureAwait(false);
                free.TryWrite(buffer);
            }
            await loader.EndAsync(token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await loader.AbandonAsync().ConfigureAwait(false);
            if (!token.IsCancellationRequested && loader.Translate(e) is { } said)
                throw said;
            throw;
        }
    }
}
