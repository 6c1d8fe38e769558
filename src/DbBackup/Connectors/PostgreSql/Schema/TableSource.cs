namespace DbBackup.Connectors;

/// <summary>A table with rows to carry.</summary>
/// <param name="Oid">Its oid in the source.</param>
/// <param name="Schema">Its schema, unquoted.</param>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Columns">The columns to carry, unquoted, in their order: neither generated nor dropped ones.</param>
/// <param name="IsText">Whether a column has a type that cannot go in binary (<c>reg*</c>, <c>aclitem</c>, no send or receive function).</param>
/// <param name="Pages">Its size in pages of the main fork, now, not as statistics have it; 0 when it cannot be cut by <c>ctid</c>.</param>
/// <param name="Condition">The <c>WHERE</c> clause of an extension's configuration table; <see langword="null"/> for all rows.</param>
/// <param name="OverridesIdentity">Whether a column is <c>GENERATED ALWAYS AS IDENTITY</c>.</param>
internal sealed record TableSource(
    uint Oid, string Schema, string Name, IReadOnlyList<string> Columns, bool IsText, long Pages, string? Condition, bool OverridesIdentity)
{
    /// <summary>Qualified and quoted.</summary>
    public string Identity => PgName.Quote(Schema, Name);
}
