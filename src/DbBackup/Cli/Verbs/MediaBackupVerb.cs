using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>media-backup</c></summary>
internal sealed class MediaBackupVerb : Verb
{
    private readonly CompressOption _compress = new();
    private readonly Option<bool> _encrypt = VerbOptions.Encrypt();
    private readonly Option<string?> _outputFilename = VerbOptions.OutputFilename();
    private readonly Option<string?> _outputPath = VerbOptions.OutputPath();
    private readonly Option<bool> _clean = VerbOptions.Clean();
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _dryRun = VerbOptions.DryRun();

    public MediaBackupVerb() : base("media-backup", "Back up the media folder")
    {
        Aliases.Add("mediabackup");
        foreach (var option in (Option[])[_compress, _encrypt, _outputFilename, _outputPath, _clean, _wait, _dryRun])
            Options.Add(option);
        VerbOptions.AreExclusive(this, _outputFilename, _outputPath);
    }

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token)
    {
        var options = Read(run);
        return MediaBackupReport.Of(await run.Command<MediaBackupCommand>().RunAsync(options, token), options.DryRun, run.Terminal.Width);
    }

    internal MediaBackupOptions Read(VerbRun run) => new()
    {
        ServerName = run.ServerName,
        Compression = _compress.Read(run.Parsed, run.Settings.Compression),
        Encrypt = run.Parsed.GetValue(_encrypt),
        OutputFilename = run.Parsed.GetValue(_outputFilename),
        OutputPath = run.Parsed.GetValue(_outputPath),
        Clean = run.Parsed.GetValue(_clean),
        Wait = run.Parsed.GetValue(_wait),
        DryRun = run.Parsed.GetValue(_dryRun),
        Progress = run.Progress,
    };
}
