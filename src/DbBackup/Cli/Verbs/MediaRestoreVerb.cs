using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>media-restore</c></summary>
internal sealed class MediaRestoreVerb : Verb
{
    private readonly Option<string?> _inputFilename = VerbOptions.InputFilename();
    private readonly Option<string?> _inputPath = VerbOptions.InputPath();
    private readonly Option<bool> _replace = VerbOptions.Flag("--replace", "Overwrite existing files; else they are kept and counted.", "-r");
    private readonly Option<bool> _yes = VerbOptions.Yes();
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _dryRun = VerbOptions.DryRun();

    public MediaRestoreVerb() : base("media-restore", "Restore the media folder")
    {
        Aliases.Add("mediarestore");
        foreach (var option in (Option[])[_inputFilename, _inputPath, _replace, _yes, _wait, _dryRun])
            Options.Add(option);
        VerbOptions.AreExclusive(this, _inputFilename, _inputPath);
    }

    public override Task<Report> RunAsync(VerbRun run, CancellationToken token)
    {
        var options = Read(run);
        return run.ConfirmedAsync(() => run.Command<MediaRestoreCommand>().RunAsync(options, token), result => MediaRestoreReport.Of(result, options.DryRun));
    }

    internal MediaRestoreOptions Read(VerbRun run)
    {
        var replace = run.Parsed.GetValue(_replace);
        var doing = replace ? "replaces the files in" : "adds what is missing in";
        return new()
        {
            ServerName = run.ServerName,
            InputFilename = run.Parsed.GetValue(_inputFilename),
            InputPath = run.Parsed.GetValue(_inputPath),
            Replace = replace,
            Confirm = run.MustAsk(_yes, _dryRun) ? (plan, token) => run.Prompt.AskAsync(RestoreReport.Question(plan, doing), token) : null,
            Wait = run.Parsed.GetValue(_wait),
            DryRun = run.Parsed.GetValue(_dryRun),
            Progress = run.Progress,
        };
    }
}
