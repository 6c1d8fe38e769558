using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>
/// Decides who writes the definitions: DbBackup itself, or <c>pg_dump</c> where the configuration says so, or where something can be written by
/// it alone.
/// </summary>
/// <param name="settings">The connection.</param>
/// <param name="scope">What of the database is wanted.</param>
internal sealed class SchemaWriter(PgConnectionSettings settings, SchemaScope scope)
{
    /// <summary>Reads the schema and has it written.</summary>
    /// <param name="catalog">The catalogs inside the snapshot.</param>
    /// <param name="snapshot">The snapshot's name.</param>
    /// <param name="token">Stops.</param>
    /// <exception cref="BackupException">Something cannot be carried.</exception>
    public async Task<SchemaDump> WriteAsync(PgCatalog catalog, string snapshot, CancellationToken token)
    {
        var contents = await SchemaSource.ReadAsync(catalog, scope, token).ConfigureAwait(false);
        if (await ChooseAsync(contents.Objects, catalog.Version, token).ConfigureAwait(false) is not { } program)
            return contents.Dump;
        try
        {
            return await PgDumpSchema.ReadAsync(contents, new PgDumpSections(program, settings, snapshot), $"pg_dump {program.Major}", token).ConfigureAwait(false);
        }
        catch (BackupException e) when (settings.Schema is not SchemaReading.PgDump)
        {
            throw Instead(contents.Objects, e.Message.Replace(Prefix, "", StringComparison.Ordinal));
        }
    }

    /// <summary>Says what would stand in the way, and writes nothing.</summary>
    /// <exception cref="BackupException">Something cannot be carried.</exception>
    public async Task RequireWritableAsync(PgCatalog catalog, CancellationToken token)
    {
        var contents = await SchemaSource.ReadAsync(catalog, scope, token).ConfigureAwait(false);
        await ChooseAsync(contents.Objects, catalog.Version, token).ConfigureAwait(false);
    }

    // The program, or null for ourselves.
    private async Task<PgProgram?> ChooseAsync(SchemaCollection schema, int version, CancellationToken token)
    {
        if (schema.Refusals.Count > 0)
            throw Refused(string.Join(" ", schema.Refusals.Concat(schema.Unwritable.Select(clause => $"{Capital(clause)}.")).Distinct()));
        return settings.Schema switch
        {
            SchemaReading.PgDump => await ForcedAsync(version, token).ConfigureAwait(false),
            _ when schema.Unwritable.Count == 0 => null,
            SchemaReading.InProcess => throw Refused($"{Sentence(schema.Unwritable)} Change it, or let pg_dump write the definitions by \"Schema\": \"Auto\"."),
            _ => await InsteadAsync(schema, version, token).ConfigureAwait(false),
        };
    }

    private async Task<PgProgram> ForcedAsync(int version, CancellationToken token) => scope.IsPartial
        ? throw Refused("\"Schema\": \"PgDump\" writes the whole database, and 'Schemas' or 'Exclude' ask for a part of it. Leave them out, or use \"Connector\": \"pg_dump\".")
        : await PgProgram.FindAsync("pg_dump", version, settings.Database, "set \"Schema\": \"InProcess\"", token).ConfigureAwait(false);

    private async Task<PgProgram> InsteadAsync(SchemaCollection schema, int version, CancellationToken token)
    {
        if (scope.IsPartial)
            throw Instead(schema, "it would write the whole database, and 'Schemas' or 'Exclude' ask for a part of it. Change what is named, or leave them out.");
        if (schema.LossesOfPgDump.Count > 0)
            throw Instead(schema, $"it would not carry {string.Join(", ", schema.LossesOfPgDump.Distinct())}. Change what is named, or accept the loss by \"Schema\": \"PgDump\".");
        var (program, obstacle) = await PgProgram.LookAsync("pg_dump", version, token).ConfigureAwait(false);
        return program ?? throw Instead(schema, $"{obstacle}. Install PostgreSQL's client programs ({version} or newer), or change what is named.");
    }

    private BackupException Instead(SchemaCollection schema, string why) => Refused($"{Sentence(schema.Unwritable)} pg_dump cannot write the definitions instead: {why}");

    private string Prefix => $"Database {settings.Database}: ";

    private BackupException Refused(string why) => new(Prefix + why);

    private static string Sentence(IEnumerable<string> clauses) => $"{Capital(string.Join("; ", clauses.Distinct()))}.";

    private static string Capital(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];
}
