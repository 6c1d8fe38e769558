using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>What is in the target before a restore, and what makes it again.</summary>
internal sealed record ExistingObjects
{
    /// <summary>Tables and sequences.</summary>
    public required IReadOnlyList<string> Tables { get; init; }

    /// <summary>What drops events, triggers, views and routines.</summary>
    public required IReadOnlyList<MySqlStatement> Drops { get; init; }

    /// <summary>What makes them again.</summary>
    public required IReadOnlyList<MySqlStatement> Code { get; init; }

    /// <summary>What gives the database its character set and collation again.</summary>
    public required MySqlStatement Database { get; init; }

    /// <summary>Reads them.</summary>
    public static async Task<ExistingObjects> ReadAsync(MySqlConnection session, MySqlServerVersion version, MySqlConnectionSettings settings, CancellationToken token)
    {
        var tables = await CatalogTable.ReadAsync(session, token).ConfigureAwait(false);
        var database = await DatabaseOptions.ReadAsync(session, version, token).ConfigureAwait(false);
        var code = new MySqlCodeReader(session, database.Collation, []);
        HashSet<string> none = [];
        List<string> views = [.. tables.Where(t => t.IsView).Select(t => t.Name)];
        List<MySqlStatement> made =
        [
            .. await code.RoutinesAsync(token).ConfigureAwait(false), .. await code.ViewsAsync(views, none, token).ConfigureAwait(false),
            .. await code.TriggersAsync(none, token).ConfigureAwait(false), .. await code.EventsAsync(token).ConfigureAwait(false),
        ];
        var packages = version.IsMariaDb ? (await session.QueryAsync(
            $"SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE {CatalogTable.InDatabase("ROUTINE_SCHEMA")} AND ROUTINE_TYPE = 'PACKAGE'", row => row.Text(0), token).ConfigureAwait(false)) : [];
        if (packages.Count > 0)
            throw new BackupException($"Database {settings.Database}: it has the package {MySqlName.Quote(packages[0])}, which could not be made again if the restore failed. Nothing was changed; drop it first.");
        return new()
        {
            Tables = [.. tables.Where(t => !t.IsView).Select(t => t.Name)], Code = made,
            Drops =
            [
                .. Enumerable.Reverse(made).Where(s => s.Kind is not (MySqlStatement.Session or "VIEW")).Select(s => Drop(s.Kind, s.Name)), .. views.Select(v => Drop("VIEW", v)),
            ],
            Database = database.Statement,
        };
    }

    /// <summary>The same, where nothing is dropped.</summary>
    public ExistingObjects Nothing() => this with { Tables = [], Drops = [], Code = [] };

    /// <exception cref="BackupException">Something of the backup is there already.</exception>
    public void RequireNoneOf(IEnumerable<MySqlStatement> statements, MySqlConnectionSettings settings)
    {
        var there = Tables.Select(t => ("TABLE", t)).Concat(Drops.Select(d => (Space(d.Kind), d.Name))).ToHashSet();
        var twice = statements.Where(s => s.Kind is not (MySqlStatement.Session or DatabaseOptions.Kind) && there.Contains((Space(s.Kind), s.Name))).Select(s => $"{s.Kind.ToLowerInvariant()} {MySqlName.Quote(s.Name)}").Distinct().ToList();
        if (twice.Count > 0)
            throw new BackupException($"Database {settings.Database}: {string.Join(", ", twice)} is there already. Nothing was changed; drop it first, or restore without --no-drop.");
    }

    // Tables, views and sequences share their names.
    private static string Space(string kind) => kind is "VIEW" or "SEQUENCE" ? "TABLE" : kind;

    private static MySqlStatement Drop(string kind, string name) => new() { Kind = kind, Name = name, Phase = MySqlPhase.PreData, Sql = $"DROP {kind} IF EXISTS {MySqlName.Quote(name)}" };
}
