using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>list</c></summary>
internal sealed class ListVerb : Verb
{
    private readonly Option<string[]> _databases = VerbOptions.Databases("Only backups of this database; repeatable or comma separated.");

    public ListVerb() : base("list", "List the backups in the storage, newest first")
    {
        Aliases.Add("listbackups");
        Options.Add(_databases);
    }

    public override async Task<Report> RunAsync(VerbRun run, CancellationToken token) =>
        ListReport.Of(await run.Command<ListBackupsCommand>().RunAsync(Read(run), token), run.Width);

    internal ListBackupsOptions Read(VerbRun run) => new() { Databases = run.Parsed.GetValue(_databases) ?? [], ServerName = run.ServerName };
}
