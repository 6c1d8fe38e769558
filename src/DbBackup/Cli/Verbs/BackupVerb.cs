using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>backup</c></summary>
internal sealed class BackupVerb : Verb
{
    private readonly Option<string[]> _databases = VerbOptions.Databases("A database; repeatable or comma separated. The default is all.");
    private readonly CompressOption _compress = new();
    private readonly Option<bool> _encrypt = VerbOptions.Encrypt();
    private readonly Option<string?> _outputFilename = VerbOptions.OutputFilename();
    private readonly Option<string?> _outputPath = VerbOptions.OutputPath();
    private readonly Option<string[]> _exclude =
        VerbOptions.NameList("--exclude-tables", "-x", "A,B", "Leave these tables out. A name that matches nothing is an error.");
    private readonly Option<string[]> _schemas = VerbOptions.Schemas();
    private readonly Option<bool> _clean = VerbOptions.Clean();
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _dryRun = VerbOptions.DryRun();

    public BackupVerb() : base("backup", "Back up one, several or all databases")
    {
        Aliases.Add("dbbackup");
        foreach (var option in (Option[])[_databases, _compress, _encrypt, _outputFilename, _outputPath, _exclude, _schemas, _clean, _wait, _dryRun])
            Options.Add(option);
        VerbOptions.AreExclusive(this, _outputFilename, _outputPath);
    }

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token)
    {
        var options = Read(run);
        return BackupReport.Of(await run.Command<DbBackupCommand>().RunAsync(options, token), options.DryRun, run.Terminal.Width);
    }

    internal DbBackupOptions Read(VerbRun run) => new()
    {
        Databases = run.Parsed.GetValue(_databases) ?? [],
        ServerName = run.ServerName,
        Compression = _compress.Read(run.Parsed, run.Settings.Compression),
        Encrypt = run.Parsed.GetValue(_encrypt),
        OutputFilename = run.Parsed.GetValue(_outputFilename),
        OutputPath = run.Parsed.GetValue(_outputPath),
        ExcludeTables = run.Parsed.GetValue(_exclude) ?? [],
        Schemas = run.Parsed.GetValue(_schemas) ?? [],
        Clean = run.Parsed.GetValue(_clean),
        Wait = run.Parsed.GetValue(_wait),
        DryRun = run.Parsed.GetValue(_dryRun),
        Progress = run.Progress,
    };
}
