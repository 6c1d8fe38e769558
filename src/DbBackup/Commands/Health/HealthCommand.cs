using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>Looks at the storage and says whether the backups in it are well. It opens no database and changes nothing.</summary>
public sealed class HealthCommand
{
    private readonly CommandServices _services;

    internal HealthCommand(CommandServices services) => _services = services;

    /// <summary>Runs it, sends <see cref="Signal.HealthChecked"/>, and calls the dead man's switch when all is well.</summary>
    /// <param name="options">Whose health.</param>
    /// <param name="token">Cancels; no signal is sent then.</param>
    /// <exception cref="ConfigurationException">A database is unknown, or there is nothing that has backups.</exception>
    public async Task<HealthResult> RunAsync(HealthOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = _services.ServerName(options.ServerName);
        var run = _services.BeginRun("check of health");
        var subjects = await CheckAsync(SubjectsOf(options), server, token);
        var problems = subjects.SelectMany(s => s.Problems).ToList();
        var failures = await run.TellAsync(Signal.HealthChecked, () => new HealthCheckedContext
        {
            RunId = run.Id, StartedAt = run.StartedAt, Services = run.Services,
            Sender = this, ServerName = server, Storage = _services.Storage, Subjects = subjects, Problems = problems,
        });
        if (problems is [var first, ..])
            return new()
            {
                Subjects = subjects, RunId = run.Id, ReceiverFailures = failures, Outcome = RunOutcome.Failed,
                Error = new BackupException(problems.Count == 1 ? first.Message : $"{problems.Count} things are wrong. The first: {first.Message}"),
            };
        var ping = await DeadManSwitch.PingAsync(_services.Settings.Health, Signal.HealthChecked);
        return new() { Subjects = subjects, RunId = run.Id, ReceiverFailures = [.. failures, .. ping], Outcome = RunOutcome.Succeeded };
    }

    // The media are null.
    private IReadOnlyList<DatabaseSettings?> SubjectsOf(HealthOptions options)
    {
        var media = _services.Settings.Media.Path is not null && options.Databases.Count == 0;
        var databases = media && _services.Settings.Databases.Count == 0 ? [] : _services.SelectDatabases(options.Databases);
        return [.. databases, .. media ? (DatabaseSettings?[])[null] : []];
    }

    private async Task<IReadOnlyList<SubjectHealth>> CheckAsync(IReadOnlyList<DatabaseSettings?> subjects, string server, CancellationToken token)
    {
        try
        {
            var listing = await new BackupCatalog(_services.Storage).ReadAsync(token);
            var checkedOnes = new List<SubjectHealth> { new("storage", [.. listing.Damaged.Select(d => new HealthProblem(HealthProblemKind.Damaged, d.Message))]) };
            foreach (var database in subjects)
                checkedOnes.Add(await CheckAsync(listing, database, server, token));
            return checkedOnes;
        }
        catch (Exception exception) when (!token.IsCancellationRequested)
        {
            return [new("storage", [new(HealthProblemKind.StorageUnreachable, exception is BackupException ? exception.Message : $"The {_services.Storage.Description} cannot be read: {exception.Message}")])];
        }
    }

    private async Task<SubjectHealth> CheckAsync(CatalogListing listing, DatabaseSettings? database, string server, CancellationToken token)
    {
        var of = new Series(database is null ? BackupKind.Media : BackupKind.Database, server, database?.Name);
        var subject = database is null ? "media" : $"database {database.Name}";
        var rules = (database is null ? _services.Settings.Media.Health : database.Health) ?? _services.Settings.Health;
        List<BackupManifest> backups = [.. listing.Backups.Where(b => Series.Of(b) == of && b.SafetyFor is null)];
        var proofs = await new BackupRecords(_services.Storage).FindAllAsync(backups, listing.Objects, token);
        var records = new SeriesRecords(_services.Storage, of);
        var drilledAt = await DrilledAtAsync(records, proofs, token);

        var series = new SeriesHealth($"{subject} of server {server}", backups, proofs, rules, _services.Clock.GetUtcNow());
        HealthProblem?[] problems = [.. series.Problems(), series.RunProblem(await records.FindFailedRunAsync(token)), series.DrillProblem(drilledAt)];
        return new(subject, [.. problems.OfType<HealthProblem>()]) { Database = database?.Name, Newest = series.Newest, DrilledAt = drilledAt };
    }

    // A backup takes the record of its drill with it when it goes; the series keeps the last.
    private static async Task<DateTimeOffset?> DrilledAtAsync(SeriesRecords records, IReadOnlyList<ProofRecord> proofs, CancellationToken token)
    {
        var drills = proofs.Where(p => p is { Kind: ProofKind.Drill, Passed: true }).Append(await records.FindDrillAsync(token));
        return drills.Max(p => p?.CompletedAt);
    }
}
