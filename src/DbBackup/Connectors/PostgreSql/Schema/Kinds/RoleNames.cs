namespace DbBackup.Connectors;

/// <summary>The cluster's roles by their oids.</summary>
internal sealed class RoleNames
{
    private readonly Dictionary<uint, string> _names;

    private RoleNames(Dictionary<uint, string> names) => _names = names;

    /// <summary>Reads them.</summary>
    public static async Task<RoleNames> ReadAsync(PgCatalog catalog, CancellationToken token) => new((await catalog.QueryAsync(
        "SELECT oid, rolname::text FROM pg_roles", row => (row.Oid(0), row.Text(1)), token).ConfigureAwait(false)).ToDictionary());

    /// <summary>The name, unquoted. One that is gone is its number, as in the server's own messages; no target has such a role.</summary>
    public string Name(uint role) =>
        _names.GetValueOrDefault(role) ?? role.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The name as statements spell it.</summary>
    public string Quoted(uint role) => role == 0 ? "PUBLIC" : PgName.Quote(Name(role));

    /// <summary>The names of those that are roles, for <see cref="SchemaStatement.Roles"/>.</summary>
    public IReadOnlyList<string> Of(params ReadOnlySpan<uint> roles)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var role in roles)
            if (role != 0)
                names.Add(Name(role));
        return [.. names];
    }
}
