using System.CommandLine;
using DbBackup.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Cli;

/// <summary>One call of the program: from its arguments to its output.</summary>
internal sealed class Invocation
{
    private readonly CommandLine _line;
    private readonly ParseResult _parsed;
    private readonly GlobalValues _global;
    private readonly Terminal _terminal;
    private readonly Messages _messages;

    public Invocation(CommandLine line, IReadOnlyList<string> args, Terminal terminal)
    {
        _line = line;
        _parsed = line.Parse(args);
        _global = new(line.Options, _parsed);
        _terminal = terminal;
        _messages = new(terminal, line.Program, _global.Verbose);
    }

    /// <summary>Does what the arguments ask for. Whatever goes wrong is in the report.</summary>
    public async Task<Report> AnswerAsync(IServiceCollection services, IConfigurationBuilder configuration, CancellationToken token)
    {
        if (_line.Answer(_parsed) is { } answer)
            return Report.Answer(answer);
        if (UsageError.Of(_parsed, _line) is { } error)
            return Report.Failure(ExitCodes.WrongUsage, new Problem(error));

        using var signals = new ShutdownSignals(_messages.LeaveTerminal, token);
        try
        {
            return await RunVerbAsync(services, configuration, signals.Token);
        }
        catch (OperationCanceledException e) when (!signals.Token.IsCancellationRequested)
        {
            return Report.Failure(ExitCodes.Failed, new Problem($"An operation gave up waiting: {e.Message}", e));
        }
        catch (Exception e)
        {
            // The last line of defence: whatever it was, the user reads one line and the caller gets a code.
            return Report.Failure(ExitCodes.Of(e), Problem.Of(e));
        }
    }

    /// <summary>Prints results to stdout and problems to stderr.</summary>
    /// <returns>The exit code.</returns>
    public int Print(Report report)
    {
        var unprintable = TryPrintResult(report);
        foreach (var problem in report.Problems)
            _messages.Error(problem);
        if (unprintable is null)
            return report.ExitCode;

        // What is done is done, but nobody could read it.
        _messages.Error(new Problem($"The result cannot be printed: {unprintable.Message.TrimEnd('.')}. What was done is done; see 'list'.", unprintable));
        return report.ExitCode == ExitCodes.Done ? ExitCodes.Failed : report.ExitCode;
    }

    /// <summary>Prints, unless stdout is a full disk or was closed by the caller.</summary>
    private Exception? TryPrintResult(Report report)
    {
        try
        {
            if (_global.Json && report.Json is { } json)
                _terminal.Output.WriteLine(json());
            else if (report.IsAnswer || !_global.Quiet)
                foreach (var line in report.Lines)
                    _terminal.Output.WriteLine(SafeText.OneLine(line));
            _terminal.Output.Flush();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    private async Task<Report> RunVerbAsync(IServiceCollection services, IConfigurationBuilder configuration, CancellationToken token)
    {
        await using var provider = BuildServices(services, SettingsSources.Read(_global.Config, configuration.Sources, Environment.GetEnvironmentVariables()));
        var settings = provider.GetRequiredService<DbBackupSettings>();
        settings.ServerName = _global.ServerName ?? settings.ServerName;

        await using var progress = ShowsProgress ? ProgressDisplay.For(_terminal, _messages, TimeProvider.System) : null;
        using var output = RedirectReceivers(progress);

        var run = new VerbRun(_parsed, _global, settings, provider, _terminal, new Prompt(_terminal, _messages, progress), progress);
        return await ((Verb)_parsed.CommandResult.Command).RunAsync(run, token);
    }

    /// <summary>The application's services come first: what it registered stays.</summary>
    private ServiceProvider BuildServices(IServiceCollection ofApplication, IConfiguration configuration)
    {
        IServiceCollection services = new ServiceCollection();
        foreach (var service in ofApplication)
            services.Add(service);
        services.AddLogging(logging => logging.AddMessages(_messages, _global.LowestLevel));
        services.AddDbBackup(configuration);
        return services.BuildServiceProvider();
    }

    private bool ShowsProgress => !_global.Quiet && (_terminal.ErrorIsTerminal || !_global.Json);

    /// <summary>Receivers may print; that harms neither the JSON document nor the moving bar.</summary>
    private ReceiverOutput? RedirectReceivers(ProgressDisplay? progress)
    {
        if (!_terminal.IsOfProcess)
            return null;
        if (_global.Json)
            return ReceiverOutput.Redirect(line => _messages.Pass(line, _terminal.Error));
        return progress is ProgressBar && _terminal.OutputIsTerminal ? ReceiverOutput.Redirect(line => _messages.Pass(line, _terminal.Output)) : null;
    }
}
