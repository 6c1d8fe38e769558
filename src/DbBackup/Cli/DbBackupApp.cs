using System.CommandLine;
using System.Reflection;
using DbBackup.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Cli;

/// <summary>
/// The command line of an application that uses DbBackup, and of the tool <c>dbbackup</c>. docs/cli.md describes its verbs, options,
/// output and exit codes.
/// </summary>
/// <example><c>return await DbBackupApp.CreateBuilder(args).UseReceivers&lt;AppReceivers&gt;().Build().RunAsync();</c></example>
public sealed class DbBackupApp
{
    private readonly IReadOnlyList<string> _args;
    private readonly IServiceCollection _services;
    private readonly IConfigurationBuilder _configuration;
    private readonly Terminal? _terminal;

    internal DbBackupApp(IReadOnlyList<string> args, IServiceCollection services, IConfigurationBuilder configuration, Terminal? terminal = null)
    {
        _args = args;
        _services = services;
        _configuration = configuration;
        _terminal = terminal;
    }

    /// <summary>Begins a command line.</summary>
    /// <param name="args">The arguments of the process.</param>
    public static DbBackupAppBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new(args);
    }

    /// <summary>
    /// Runs the verb that the arguments name. The first Ctrl-C or SIGTERM cancels it in good order, the second ends the process.
    /// </summary>
    /// <param name="token">Cancels the run, as Ctrl-C does.</param>
    /// <returns>
    /// The exit code: 0 done, 1 failed, 2 wrong usage or configuration, 3 vetoed by a receiver, 4 done but a <c>Post</c> receiver failed,
    /// 5 another run holds the lock, 130 cancelled. Errors are printed, not thrown.
    /// </returns>
    public async Task<int> RunAsync(CancellationToken token = default)
    {
        var program = ProgramName.Current;
        var line = new CommandLine(program, Version());
        var parsed = line.Parse(_args);
        var terminal = _terminal ?? Terminal.OfProcess();
        var messages = new Messages(terminal, program, parsed.GetValue(line.Options.Verbose));

        var report = await AnswerAsync(parsed, line, terminal, messages, token);
        return Print(report, parsed, line.Options, terminal, messages);
    }

    private async Task<Report> AnswerAsync(ParseResult parsed, CommandLine line, Terminal terminal, Messages messages, CancellationToken token)
    {
        if (line.Answer(parsed) is { } answer)
            return Report.Answer(answer);
        if (UsageError.Of(parsed, line) is { } error)
            return Report.Failure(ExitCodes.WrongUsage, new Problem(error));

        using var signals = new ShutdownSignals(messages.LeaveTerminal, token);
        try
        {
            return await RunVerbAsync(parsed, line.Options, terminal, messages, signals.Token);
        }
        catch (OperationCanceledException e) when (!signals.Token.IsCancellationRequested)
        {
            return Report.Failure(ExitCodes.Failed, new Problem($"an operation gave up waiting: {e.Message}", e));
        }
        catch (Exception e)
        {
            // The last line of defence: whatever it was, the user reads one line and the caller gets a code.
            return Report.Failure(ExitCodes.Of(e), Problem.Of(e));
        }
    }

    private async Task<Report> RunVerbAsync(ParseResult parsed, GlobalOptions options, Terminal terminal, Messages messages, CancellationToken token)
    {
        var settings = SettingsLoader.Load(SettingsSources.Read(parsed.GetValue(options.Config), _configuration.Sources, Environment.GetEnvironmentVariables()));
        settings.ServerName = parsed.GetValue(options.ServerName) ?? settings.ServerName;

        await using var services = BuildServices(settings, messages, LowestLevel(parsed, options));
        await using var progress = ShowsProgress(parsed, options, terminal) ? ProgressDisplay.For(terminal, messages, TimeProvider.System) : null;
        using var output = RedirectReceivers(parsed.GetValue(options.Json), progress, terminal, messages);

        var prompt = new Prompt(terminal, messages, progress);
        var run = new VerbRun(parsed, options, settings, services, terminal, prompt, progress);
        return await ((Verb)parsed.CommandResult.Command).RunAsync(run, token);
    }

    private ServiceProvider BuildServices(DbBackupSettings settings, Messages messages, LogLevel lowest)
    {
        IServiceCollection services = new ServiceCollection();
        foreach (var service in _services)
            services.Add(service);
        services.AddLogging(logging => logging.AddMessages(messages, lowest));
        services.AddDbBackup(settings);
        return services.BuildServiceProvider();
    }

    /// <summary>Receivers may print; that harms neither the JSON document nor the moving bar.</summary>
    private ReceiverOutput? RedirectReceivers(bool json, ProgressDisplay? progress, Terminal terminal, Messages messages)
    {
        if (_terminal is not null)
            return null;
        if (json)
            return ReceiverOutput.Redirect(line => messages.Pass(line, terminal.Error));
        return progress is ProgressBar && terminal.OutputIsTerminal ? ReceiverOutput.Redirect(line => messages.Pass(line, terminal.Output)) : null;
    }

    private static int Print(Report report, ParseResult parsed, GlobalOptions options, Terminal terminal, Messages messages)
    {
        try
        {
            if (parsed.GetValue(options.Json) && report.Json is { } json)
                terminal.Output.WriteLine(json());
            else if (report.IsAnswer || !parsed.GetValue(options.Quiet))
                foreach (var line in report.Lines)
                    terminal.Output.WriteLine(SafeText.OneLine(line));
            terminal.Output.Flush();

            foreach (var problem in report.Problems)
                messages.Error(problem);
            return report.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // stdout is a full disk, or was closed by the caller: what was done is done, but nobody could read it.
            messages.Error(Problem.Of(new BackupException($"The result cannot be printed: {e.Message}", e)));
            return report.ExitCode == ExitCodes.Done ? ExitCodes.Failed : report.ExitCode;
        }
    }

    private static bool ShowsProgress(ParseResult parsed, GlobalOptions options, Terminal terminal) =>
        !parsed.GetValue(options.Quiet) && (terminal.ErrorIsTerminal || !parsed.GetValue(options.Json));

    private static LogLevel LowestLevel(ParseResult parsed, GlobalOptions options) =>
        parsed.GetValue(options.Quiet) ? LogLevel.Error
        : parsed.GetValue(options.Verbose) ? LogLevel.Debug
        : LogLevel.Information;

    private static string Version()
    {
        var assembly = Assembly.GetEntryAssembly() ?? typeof(DbBackupApp).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString();
        return version?.Split('+')[0] ?? "";
    }
}
