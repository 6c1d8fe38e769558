namespace DbBackup.Cli;

/// <summary>The question before something is replaced or deleted.</summary>
internal sealed class Prompt(Terminal terminal, Messages messages, ProgressDisplay? progress)
{
    /// <summary>Whether the answer was no.</summary>
    public bool Declined { get; private set; }

    /// <summary>Fails when nobody is there to answer.</summary>
    /// <exception cref="ConfigurationException">stdin is no terminal.</exception>
    public void EnsureSomeoneAnswers()
    {
        if (!terminal.InputIsTerminal)
            throw new ConfigurationException("This asks before it changes anything, and stdin is no terminal; nothing was begun. Use --yes to go on without a question.");
    }

    /// <summary>Shows what is about to happen and asks; everything but y and yes is a no.</summary>
    public async ValueTask<bool> AskAsync(IEnumerable<string> lines, CancellationToken token)
    {
        if (progress is not null)
            await progress.StopAsync();
        foreach (var line in lines)
            messages.WriteLine(line);
        await terminal.Error.WriteAsync("Go on? [y/N] ".AsMemory(), token);
        await terminal.Error.FlushAsync(token);

        var answer = await ReadAsync(token);
        var yes = answer?.Trim() is { } text && (text.Equals("y", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase));
        Declined = !yes;
        return yes;
    }

    private async Task<string?> ReadAsync(CancellationToken token)
    {
        try
        {
            // A read from a terminal cannot be cancelled, so it is left behind.
            return await Task.Run(terminal.Input.ReadLine, token).WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync();
            throw;
        }
    }
}
