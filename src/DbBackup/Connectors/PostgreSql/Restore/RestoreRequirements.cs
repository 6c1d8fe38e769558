using DbBackup.Archives;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>What a backup needs of the server that it is restored to, and whether it is there.</summary>
internal static class RestoreRequirements
{
    private const string Extensions = "extensions", Tablespaces = "tablespaces", Collations = "collations", Roles = "roles", Owners = "owners", Grantees = "grantees";

    /// <summary>The kind of statements about the database itself.</summary>
    public const string DatabaseKind = "DATABASE";

    // Roles of those statements: a database that is there keeps its own.
    private const string OfDatabase = "database ";

    /// <summary>For the archive.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(SchemaRequirements schema, IReadOnlyList<SchemaStatement> statements) =>
        new Dictionary<string, IReadOnlyList<string>>
        {
            [Extensions] = schema.Extensions, [Tablespaces] = schema.Tablespaces, [Collations] = schema.Collations,
            [Roles] = RolesOf(statements, false, a => a is not (StatementAspect.Owner or StatementAspect.Privilege)),
            [Owners] = RolesOf(statements, false, a => a is StatementAspect.Owner),
            [Grantees] = RolesOf(statements, false, a => a is StatementAspect.Privilege),
            [OfDatabase + Roles] = RolesOf(statements, true, a => a is not (StatementAspect.Owner or StatementAspect.Privilege)),
            [OfDatabase + Owners] = RolesOf(statements, true, a => a is StatementAspect.Owner),
            [OfDatabase + Grantees] = RolesOf(statements, true, a => a is StatementAspect.Privilege),
        };

    /// <summary>Says all that is missing, before anything changes.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="settings">The connection.</param>
    /// <param name="options">Owners and privileges may be left out.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BackupException">Something is missing.</exception>
    public static async Task RequireAsync(NativeBackup backup, RestoreTarget target, PgConnectionSettings settings, RestoreOptions options, CancellationToken token)
    {
        var server = target.Server;
        if (server.PostgreSqlVersion.Major < backup.EngineMajor)
            throw new BackupException(
                $"Database {settings.Database}: the backup is of PostgreSQL {backup.EngineVersion}, and the server {settings.Server} is the older {PgServerVersion.Text(server)}. Restore to {backup.EngineMajor} or newer.");
        string[] kinds = [Roles, .. options.NoOwner ? (string[])[] : [Owners], .. options.NoPrivileges ? (string[])[] : [Grantees]];
        var roles = kinds.SelectMany(kind => target.IsNew ? Of(backup, kind).Concat(Of(backup, OfDatabase + kind)) : Of(backup, kind));
        List<string> missing =
        [
            .. await MissingAsync(server, "role", roles.Distinct(), "SELECT rolname FROM pg_roles", token).ConfigureAwait(false),
            .. await MissingAsync(
                server, "extension", Of(backup, Extensions),
                "SELECT name FROM pg_available_extensions UNION ALL SELECT concat(name, ' ', version) FROM pg_available_extension_versions", token).ConfigureAwait(false),
            .. await MissingAsync(server, "tablespace", Of(backup, Tablespaces), "SELECT spcname FROM pg_tablespace", token).ConfigureAwait(false),
            .. await MissingCollations.FindAsync(server, CollationsOf(backup, target), token).ConfigureAwait(false),
        ];
        if (missing.Count > 0)
            throw new BackupException(
                $"Database {settings.Database}: the server {settings.Server} lacks {string.Join(", ", missing)}. Nothing was changed; make or install what is missing" +
                (missing.Exists(m => m.StartsWith("role ", StringComparison.Ordinal)) ? ", or restore with --no-owner and --no-privileges." : "."));
    }

    private static async Task<IEnumerable<string>> MissingAsync(NpgsqlConnection server, string kind, IEnumerable<string> needed, string sql, CancellationToken token)
    {
        var names = needed.ToList();
        if (names.Count == 0)
            return [];
        var there = (await server.QueryAsync($"SELECT x::text FROM ({sql}) AS found(x)", row => row.GetString(0), token).ConfigureAwait(false)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Where(n => !there.Contains(n)).Select(n => $"{kind} {PgName.Quote(n)}");
    }

    // A database that is there keeps its locale; a new one gets that of the backup.
    private static IEnumerable<string> CollationsOf(NativeBackup backup, RestoreTarget target) =>
        target.IsInPlace ? Of(backup, Collations) : [.. PgDatabaseProperties.From(backup.Properties).Collations, .. Of(backup, Collations)];

    private static IReadOnlyList<string> Of(NativeBackup backup, string kind) => backup.Requirements.GetValueOrDefault(kind) ?? [];

    private static string[] RolesOf(IEnumerable<SchemaStatement> statements, bool ofDatabase, Func<StatementAspect, bool> isWanted) =>
        [.. statements.Where(s => (s.Kind == DatabaseKind) == ofDatabase && isWanted(s.Aspect)).SelectMany(s => s.Roles).Distinct().Order(StringComparer.Ordinal)];
}
