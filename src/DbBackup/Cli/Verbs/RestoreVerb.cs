using System.CommandLine;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary><c>restore</c></summary>
internal sealed class RestoreVerb : Verb
{
    private readonly Option<string[]> _database = VerbOptions.Databases("The database; may be left out when there is only one.");
    private readonly Option<string?> _inputFilename = VerbOptions.InputFilename();
    private readonly Option<string?> _inputPath = VerbOptions.InputPath();
    private readonly Option<string[]> _schemas = VerbOptions.Schemas();
    private readonly Option<bool> _noDrop = VerbOptions.Flag("--no-drop", "Restore into what exists, without dropping first.");
    private readonly Option<string?> _from = VerbOptions.Text("--from", null, "NAME", "The newest backup of this other database.");
    private readonly Option<string?> _to = VerbOptions.Text("--to", null, "CONNECTION", "A connection string of another database to restore to. Without a password.");
    private readonly Option<bool> _noOwner = VerbOptions.Flag("--no-owner", "Leave the owners out: whoever restores owns it.");
    private readonly Option<bool> _noPrivileges = VerbOptions.Flag("--no-privileges", "Leave out who may use what.");
    private readonly Option<bool> _disconnect = VerbOptions.Flag("--disconnect", "End other sessions on the database; else they are a reason to refuse.");
    private readonly Option<bool> _noSafetyBackup = VerbOptions.Flag("--no-safety-backup", "Do not back up first what is replaced.");
    private readonly Option<string?> _yesRestore = VerbOptions.Text("--yes-restore", null, "NAME", "Do not ask, and restore the database of exactly this name: what a protected one needs.");
    private readonly Option<bool> _yes = VerbOptions.Yes();
    private readonly WaitOption _wait = new();
    private readonly Option<bool> _dryRun = VerbOptions.DryRun();

    public RestoreVerb() : base("restore", "Restore one database")
    {
        Aliases.Add("dbrestore");
        foreach (var option in (Option[])[_database, _inputFilename, _inputPath, _from, _to, _schemas, _noDrop, _noOwner, _noPrivileges, _disconnect, _noSafetyBackup, _yesRestore, _yes, _wait, _dryRun])
            Options.Add(option);
        VerbOptions.AreExclusive(this, _inputFilename, _inputPath);
        VerbOptions.AreExclusive(this, _inputFilename, _from);
        VerbOptions.AreExclusive(this, _inputPath, _from);
        _database.Validators.Add(result =>
        {
            if (result.Tokens.SelectMany(t => t.Value.Split(',')).Count() > 1)
                result.AddError("--database: restore takes one database at a time.");
        });
    }

    public override Task<Report> RunAsync(VerbRun run, CancellationToken token)
    {
        var options = Read(run);
        return run.ConfirmedAsync(() => run.Command<DbRestoreCommand>().RunAsync(options, token), result => RestoreReport.Of(result, options.DryRun));
    }

    internal DbRestoreOptions Read(VerbRun run) => new()
    {
        Database = run.Parsed.GetValue(_database)?.SingleOrDefault(),
        ServerName = run.ServerName,
        InputFilename = run.Parsed.GetValue(_inputFilename),
        InputPath = run.Parsed.GetValue(_inputPath),
        Schemas = run.Parsed.GetValue(_schemas) ?? [],
        NoDrop = run.Parsed.GetValue(_noDrop),
        From = run.Parsed.GetValue(_from),
        To = run.Parsed.GetValue(_to),
        NoOwner = run.Parsed.GetValue(_noOwner),
        NoPrivileges = run.Parsed.GetValue(_noPrivileges),
        Disconnect = run.Parsed.GetValue(_disconnect),
        NoSafetyBackup = run.Parsed.GetValue(_noSafetyBackup),
        ConfirmedName = run.Parsed.GetValue(_yesRestore),
        Confirm = run.Parsed.GetValue(_yesRestore) is null && run.MustAsk(_yes, _dryRun) ? (plan, token) => run.Prompt.AskAsync(RestoreReport.Question(plan, "replaces"), token) : null,
        Wait = run.Parsed.GetValue(_wait),
        DryRun = run.Parsed.GetValue(_dryRun),
        Progress = run.Progress,
    };
}
