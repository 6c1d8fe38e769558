namespace DbBackup.Connectors;

/// <summary>
/// Reads the objects of some kinds out of the catalogs, inside the snapshot. What it reads it ticks off, so that at the end every row of
/// the catalogs that nobody carried can be named.
/// </summary>
internal abstract class SchemaReader
{
    /// <summary>Adds its objects to <paramref name="schema"/>.</summary>
    public abstract Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token);
}
