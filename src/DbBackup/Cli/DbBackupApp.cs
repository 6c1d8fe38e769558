using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
        var line = new CommandLine(ProgramName.Current, Version());
        var invocation = new Invocation(line, _args, _terminal ?? Terminal.OfProcess());
        var report = await invocation.AnswerAsync(_services, _configuration, token);
        return invocation.Print(report);
    }

    private static string Version()
    {
        var assembly = Assembly.GetEntryAssembly() ?? typeof(DbBackupApp).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString();
        return version?.Split('+')[0] ?? "";
    }
}
