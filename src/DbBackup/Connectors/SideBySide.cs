namespace DbBackup.Connectors;

/// <summary>Runs the same work several times at once. The first failure ends the others, and it is the one that is thrown.</summary>
internal static class SideBySide
{
    /// <summary>Runs it.</summary>
    /// <param name="count">How many times.</param>
    /// <param name="work">The work; it is told its number.</param>
    /// <param name="token">Ends all.</param>
    public static async Task RunAsync(int count, Func<int, CancellationToken, Task> work, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var running = Enumerable.Range(0, count).Select(number => Task.Run(() => work(number, stop.Token), CancellationToken.None)).ToList();
        Task? failed = null;
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            if (ended.IsCompletedSuccessfully || failed is not null)
                continue;
            failed = ended;
            await stop.CancelAsync().ConfigureAwait(false);
        }
        if (failed is not null)
            await failed.ConfigureAwait(false);
    }
}
