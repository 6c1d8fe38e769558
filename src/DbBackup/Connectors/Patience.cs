namespace DbBackup.Connectors;

/// <summary>Waits for what should end at once, and not for ever where a network swallows everything.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Closes something; what takes longer goes on by itself, and what goes wrong in it is nobody's concern.</summary>
    public static async Task CloseAsync(IAsyncDisposable resource) => await TryAsync(() => resource.DisposeAsync().AsTask()).ConfigureAwait(false);

    /// <summary>Does something, in so far as it can be done soon.</summary>
    public static async Task TryAsync(Func<Task> work)
    {
        var working = Task.Run(work);
        await Task.WhenAny(working, Task.Delay(Limit)).ConfigureAwait(false);
        _ = working.ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
