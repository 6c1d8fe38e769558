namespace DbBackup.Connectors;

/// <summary>Spells a database's name for a program whose <c>--dbname</c> may also be a connection string.</summary>
internal static class PgLibpq
{
    /// <summary>As a connection string of that one key: a name with <c>=</c> in it would be taken for one.</summary>
    public static string Quote(string database) =>
        $"dbname='{database.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
