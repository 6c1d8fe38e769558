using System.CommandLine;

namespace DbBackup.Cli;

/// <summary>The options of every verb. They may stand before the verb, too.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> ServerName { get; } = VerbOptions.Text(
        "--servername", "-s", "NAME", "The server that backups are named after (default: this host); elsewhere: only that server's backups.");

    public Option<bool> Json { get; } = VerbOptions.Flag("--json", "One JSON document on stdout, nothing else there.");

    public Option<bool> Quiet { get; } = VerbOptions.Flag("--quiet", "Print errors only.", "-q");

    public Option<bool> Verbose { get; } = VerbOptions.Flag("--verbose", "Print details and stack traces.", "-v");

    public Option<string?> Config { get; } = VerbOptions.Text(
        "--config", null, "FILE", "The configuration file (default: dbbackup.json, if it is there).");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [ServerName, Json, Quiet, Verbose, Config];

    /// <summary>Gives them to every verb under a command.</summary>
    public void AddTo(Command root)
    {
        foreach (var option in All)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
        foreach (var verb in root.Subcommands)
            VerbOptions.AreExclusive(verb, Quiet, Verbose);
    }
}
