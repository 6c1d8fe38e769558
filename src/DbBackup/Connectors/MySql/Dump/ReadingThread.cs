namespace DbBackup.Connectors;

/// <summary>
/// A thread that does one blocking read after the other. A server sends each row as a message of its own, and the driver's asynchronous read
/// costs several times as much for each as the row itself; blocking ones would take the thread pool's few threads from everybody else.
/// </summary>
internal sealed class ReadingThread : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly Thread _thread;
    private Func<int>? _read;
    private TaskCompletionSource<int>? _answer;

    /// <summary>Starts the thread.</summary>
    public ReadingThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "dbbackup rows" };
        _thread.Start();
    }

    /// <summary>Reads on the thread. The next may begin when this one has ended.</summary>
    public Task<int> ReadAsync(Func<int> read)
    {
        _answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _read = read;
        _asked.Release();
        return _answer.Task;
    }

    /// <summary>Ends the thread after what it is doing.</summary>
    public void Dispose()
    {
        _read = null;
        _asked.Release();
    }

    private void Run()
    {
        while (true)
        {
            _asked.Wait();
            if (_read is not { } read)
                return;
            var answer = _answer!;
            try
            {
                answer.SetResult(read());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        }
    }
}
