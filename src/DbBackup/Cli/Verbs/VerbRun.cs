using System.CommandLine;
using DbBackup.Commands;
using DbBackup.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Cli;

/// <summary>What a verb works with.</summary>
internal sealed record VerbRun(
    ParseResult Parsed, GlobalValues Global, DbBackupSettings Settings, IServiceProvider Services, Terminal Terminal, Prompt Prompt, IProgress<OperationProgress>? Progress)
{
    /// <summary>The value of <c>--servername</c>.</summary>
    public string? ServerName => Global.ServerName;

    /// <summary>The terminal's width, or <see langword="null"/> when stdout is none.</summary>
    public int? Width => Terminal.OutputIsTerminal ? Terminal.Width : null;

    /// <summary>A command of the application.</summary>
    public T Command<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Whether the question must be asked. Fails at once when it must and nobody can answer.</summary>
    /// <exception cref="ConfigurationException">stdin is no terminal.</exception>
    public bool MustAsk(Option<bool> yes, Option<bool> dryRun)
    {
        var ask = !Parsed.GetValue(yes) && !Parsed.GetValue(dryRun);
        if (ask)
            Prompt.EnsureSomeoneAnswers();
        return ask;
    }

    /// <summary>Runs a command that may ask. A no is no failure of the command, however it ends.</summary>
    public async Task<Report> ConfirmedAsync<TResult>(Func<Task<TResult>> run, Func<TResult, Report> report)
    {
        try
        {
            var result = await run();
            return Prompt.Declined ? Report.Declined() : report(result);
        }
        catch (OperationCanceledException) when (Prompt.Declined)
        {
            return Report.Declined();
        }
    }
}
