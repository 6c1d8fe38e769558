using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>verify</c></summary>
internal sealed class VerifyVerb : Verb
{
    private readonly Argument<string[]> _names = VerbOptions.BackupNames("Backups in the storage. The default is the newest of each database and of media.", ArgumentArity.ZeroOrMore);
    private readonly Option<bool> _all = VerbOptions.Flag("--all", "Every backup in the storage.");

    public VerifyVerb() : base("verify", "Read backups to their end and compare them with their manifests")
    {
        Arguments.Add(_names);
        Options.Add(_all);
        Validators.Add(result =>
        {
            if (result.GetResult(_all) is not null && result.GetResult(_names) is { Tokens.Count: > 0 })
                result.AddError("--all and names of backups exclude each other; give one of them.");
        });
    }

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        VerifyReport.Of(await run.Command<VerifyCommand>().RunAsync(Read(run), token), run.Width);

    internal VerifyOptions Read(VerbRun run) => new()
    {
        Names = run.Parsed.GetValue(_names) ?? [],
        All = run.Parsed.GetValue(_all),
        ServerName = run.ServerName,
        Progress = run.Progress,
    };
}
