namespace DbBackup.Connectors;

/// <summary>A lock that is an open session, and ends with it.</summary>
/// <param name="session">The session, and what else goes with it.</param>
internal sealed class HeldSession(params IReadOnlyList<IAsyncDisposable> session) : IAsyncDisposable
{
    /// <summary>A lock of nothing, of engines that have none.</summary>
    public static HeldSession None { get; } = new();

    public async ValueTask DisposeAsync()
    {
        foreach (var part in session)
            await Patience.CloseAsync(part).ConfigureAwait(false);
    }
}
