using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Asks the server now and then whether it is still there. A statement that takes hours and a network that swallows everything look the same
/// from here; only a question that must be answered at once tells them apart.
/// </summary>
internal sealed class PgWatch : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly NpgsqlConnection _connection;
    private readonly PgConnectionSettings _settings;
    private readonly CancellationTokenSource _stop, _end;
    private readonly Task _watching;

    private PgWatch(NpgsqlConnection connection, PgConnectionSettings settings, CancellationToken token)
    {
        (_connection, _settings) = (connection, settings);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        _end = CancellationTokenSource.CreateLinkedTokenSource(token);
        _watching = Task.Run(WatchAsync, CancellationToken.None);
    }

    /// <summary>Ends the work when the server no longer answers, or when the caller does.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why the work was ended, when it was by the server's silence.</summary>
    public BackupException? Failure { get; private set; }

    /// <summary>Begins to watch, by a session of its own, which it owns.</summary>
    public static PgWatch Start(NpgsqlConnection connection, PgConnectionSettings settings, CancellationToken token) => new(connection, settings, token);

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
        var pause = _settings.AnswerTimeout / 2 < LongestPause ? _settings.AnswerTimeout / 2 : LongestPause;
        try
        {
            while (true)
            {
                await Task.Delay(pause, _end.Token).ConfigureAwait(false);
                await AskAsync().ConfigureAwait(false);
            }
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            // The work is done, or was cancelled.
        }
        catch (Exception e)
        {
            Failure = PgFailure.Translate(e, _settings);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task AskAsync()
    {
        await using var command = new NpgsqlCommand("SELECT 1", _connection) { CommandTimeout = Math.Max(1, (int)_settings.AnswerTimeout.TotalSeconds) };
        await command.ExecuteScalarAsync(_end.Token).ConfigureAwait(false);
    }
}
