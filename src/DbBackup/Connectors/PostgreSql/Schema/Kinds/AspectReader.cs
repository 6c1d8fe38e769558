namespace DbBackup.Connectors;

/// <summary>What is said about objects that are read already: owners, comments, security labels, privileges. It runs after all other readers.</summary>
internal sealed class AspectReader : SchemaReader
{
    /// <inheritdoc/>
    public override async Task ReadAsync(PgCatalog catalog, SchemaCollection schema, CancellationToken token)
    {
        var roles = await RoleNames.ReadAsync(catalog, token).ConfigureAwait(false);
        await new OwnerReader(roles).ReadAsync(catalog, schema, token).ConfigureAwait(false);
        await ExtensionDependencyReader.ReadAsync(catalog, schema, token).ConfigureAwait(false);
        await CommentReader.ReadAsync(catalog, schema, token).ConfigureAwait(false);
        await new PrivilegeReader(roles).ReadAsync(catalog, schema, token).ConfigureAwait(false);
    }
}
