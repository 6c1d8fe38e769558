using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>What belongs to a database itself.</summary>
/// <param name="CharacterSet">The character set.</param>
/// <param name="Collation">The collation.</param>
/// <param name="Comment">What is said of it, by MariaDB.</param>
/// <param name="IsEncrypted">Whether new tables are encrypted, by MySQL.</param>
internal sealed record DatabaseOptions(string CharacterSet, string Collation, string Comment, bool IsEncrypted)
{
    /// <summary>The kind of its statement.</summary>
    public const string Kind = "DATABASE";

    private const string CommentClause = " COMMENT ";

    /// <summary>Gives the same to the session's database.</summary>
    public MySqlStatement Statement => new()
    {
        Kind = Kind, Name = "database", Phase = MySqlPhase.PreData,
        Sql = $"ALTER DATABASE CHARACTER SET {CharacterSet} COLLATE {Collation}{(Comment.Length > 0 ? $"{CommentClause}{MySqlName.Literal(Comment)}" : "")}{(IsEncrypted ? " ENCRYPTION 'Y'" : "")}",
    };

    /// <summary>The statement that takes a comment away, where the one before had it and the other does not.</summary>
    public static MySqlStatement Over(MySqlStatement statement, MySqlStatement before) =>
        before.Sql.Contains(CommentClause, StringComparison.Ordinal) && !statement.Sql.Contains(CommentClause, StringComparison.Ordinal) ? statement with { Sql = $"{statement.Sql}{CommentClause}''" } : statement;

    /// <summary>Asks the session's database.</summary>
    public static async Task<DatabaseOptions> ReadAsync(MySqlConnection connection, MySqlServerVersion version, CancellationToken token) => (await connection.QueryAsync(
        $"SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME, {(version.IsMariaDb ? "SCHEMA_COMMENT, 'NO'" : "'', DEFAULT_ENCRYPTION")} " +
        $"FROM information_schema.SCHEMATA WHERE {CatalogTable.InDatabase("SCHEMA_NAME")}",
        row => new DatabaseOptions(row.Text(0), row.Text(1), row.Text(2), row.Text(3) == "YES"), token).ConfigureAwait(false))[0];
}
