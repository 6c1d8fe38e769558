namespace DbBackup.Connectors;

/// <summary>
/// Asks a server now and then whether it is still there. A statement that takes hours and a network that swallows everything look the same
/// from here; only a question that must be answered at once tells them apart.
/// </summary>
internal sealed class ServerWatch : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly IAsyncDisposable _connection;
    private readonly Func<CancellationToken, Task> _ask;
    private readonly Func<Exception, BackupException> _translate;
    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _stop, _end;
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    /// <param name="connection">A session for nothing else; owned.</param>
    /// <param name="ask">Asks; throws where there is no answer within the time.</param>
    /// <param name="translate">Says what was thrown.</param>
    /// <param name="answerTimeout">How long the server may be silent.</param>
    /// <param name="token">The caller's.</param>
    public ServerWatch(IAsyncDisposable connection, Func<CancellationToken, Task> ask, Func<Exception, BackupException> translate, TimeSpan answerTimeout, CancellationToken token)
    {
        (_connection, _ask, _translate) = (connection, ask, translate);
        _pause = answerTimeout / 2 < LongestPause ? answerTimeout / 2 : LongestPause;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        _end = CancellationTokenSource.CreateLinkedTokenSource(token);
        _watching = Task.Run(WatchAsync, CancellationToken.None);
    }

    /// <summary>Ends the work when the server no longer answers, or when the caller does.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why the work was ended, when it was by the server's silence.</summary>
    public BackupException? Failure { get; private set; }

    /// <summary>Does work for as long as the server answers.</summary>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(Token).ConfigureAwait(false);
        }
        catch (Exception) when (Failure is not null)
        {
            throw Failure;
        }
    }

    /// <summary>Ends the watching and its session. The token then ends nothing any more.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        await Patience.CloseAsync(_connection).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _end.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_pause, _end.Token).ConfigureAwait(false);
                await _ask(_end.Token).ConfigureAwait(false);
            }
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            // The work is done, or was cancelled.
        }
        catch (Exception e)
        {
            Failure = _translate(e);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }
}
