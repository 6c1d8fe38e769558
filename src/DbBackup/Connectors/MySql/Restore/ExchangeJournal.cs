using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// What takes an exchange back, written down before it begins, in the database that the old tables go to. Who is killed in the middle takes nothing
/// back himself; the next run does. How far it came is told by the journal's name, which is changed by the statement that exchanges the tables.
/// </summary>
/// <param name="session">A session.</param>
/// <param name="database">The database of the old tables.</param>
internal sealed class ExchangeJournal(MySqlConnection session, string database)
{
    private const string Begun = "dbbackup_exchange_begun", Exchanged = "dbbackup_exchange_done";

    /// <summary>The databases of old tables whose exchange has neither ended nor been taken back.</summary>
    public static async Task<IReadOnlyList<string>> LeftAsync(MySqlConnection session, string target, CancellationToken token) =>
    [
        .. await LeftStages.WithTableAsync(session, Begun, target, token).ConfigureAwait(false),
        .. await LeftStages.WithTableAsync(session, Exchanged, target, token).ConfigureAwait(false),
    ];

    /// <summary>Two names in a <c>RENAME TABLE</c>: the journal's before the tables are exchanged, and after it.</summary>
    public (string From, string To) Move => (MySqlName.Quote(database, Begun), MySqlName.Quote(database, Exchanged));

    /// <summary>Writes it, all or nothing.</summary>
    /// <param name="target">The database whose tables are exchanged.</param>
    /// <param name="steps">What takes the exchange back, in this order. Some are for tables that were exchanged.</param>
    public async Task WriteAsync(string target, IEnumerable<(bool IfExchanged, MySqlStatement Statement)> steps)
    {
        await session.ExecuteAsync(
            $"CREATE TABLE {Move.From} (place INT PRIMARY KEY AUTO_INCREMENT, if_exchanged BOOL NOT NULL, kind VARCHAR(64) NOT NULL, name VARCHAR(64) NOT NULL, code LONGBLOB NOT NULL) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COMMENT {LeftStages.CommentOf(target)}",
            CancellationToken.None).ConfigureAwait(false);
        await using var transaction = await session.BeginTransactionAsync().ConfigureAwait(false);
        foreach (var (ifExchanged, statement) in steps)
        {
            await using var command = new MySqlCommand($"INSERT INTO {Move.From} (if_exchanged, kind, name, code) VALUES (@if_exchanged, @kind, @name, @code)", session, transaction);
            command.Parameters.AddWithValue("@if_exchanged", ifExchanged);
            command.Parameters.AddWithValue("@kind", statement.Kind);
            command.Parameters.AddWithValue("@name", statement.Name);
            command.Parameters.AddWithValue("@code", System.Text.Encoding.UTF8.GetBytes(statement.Sql));
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    /// <summary>The exchange is to stay.</summary>
    public Task EndAsync() => session.ExecuteAsync($"DROP TABLE {Move.To}", CancellationToken.None);

    /// <summary>Takes back what was done of the exchange, if one was begun and has not ended. Whoever is interrupted in this can begin again.</summary>
    /// <param name="settings">The target; the session is on it.</param>
    public async Task TakeBackAsync(MySqlConnectionSettings settings)
    {
        var journal = await session.QueryAsync(
            $"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = {MySqlName.Literal(database)} AND TABLE_NAME IN ('{Begun}', '{Exchanged}')", row => row.Text(0), CancellationToken.None).ConfigureAwait(false);
        if (journal is not [var name])
            return;
        var steps = await session.QueryAsync(
            $"SELECT kind, name, code FROM {MySqlName.Quote(database, name)} WHERE {(name == Exchanged ? "TRUE" : "NOT if_exchanged")} ORDER BY place",
            row => new MySqlStatement { Kind = row.Text(0), Name = row.Text(1), Phase = MySqlPhase.PreData, Sql = row.Text(2) }, CancellationToken.None).ConfigureAwait(false);
        await MySqlStatements.RunAsync(session, steps, settings, CancellationToken.None).ConfigureAwait(false);
        await session.ExecuteAsync($"DROP TABLE {Move.From}", CancellationToken.None).ConfigureAwait(false);
    }
}
