using System.CommandLine;

namespace DbBackup.Cli;

/// <summary>A verb of the command line: its options, and what it does.</summary>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Runs the command and reports.</summary>
    /// <exception cref="BackupException">Nothing could be done.</exception>
    public abstract Task<Report> RunAsync(VerbRun run, CancellationToken token);
}
