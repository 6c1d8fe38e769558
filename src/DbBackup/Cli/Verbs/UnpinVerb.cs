using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>unpin</c></summary>
internal sealed class UnpinVerb : Verb
{
    private readonly Argument<string[]> _names = VerbOptions.BackupNames("Pinned backups in the storage; 'list' shows which are.", ArgumentArity.OneOrMore);

    public UnpinVerb() : base("unpin", "Let clean-up have backups that were taken for safety") => Arguments.Add(_names);

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        UnpinReport.Of(await run.Command<UnpinCommand>().RunAsync(Read(run), token));

    internal UnpinOptions Read(VerbRun run) => new() { Names = run.Parsed.GetValue(_names) ?? [] };
}
