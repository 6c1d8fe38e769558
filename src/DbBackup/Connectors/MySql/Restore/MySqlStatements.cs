using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Runs statements of a schema.</summary>
internal static class MySqlStatements
{
    /// <summary>Runs them one after the other.</summary>
    public static async Task RunAsync(MySqlConnection session, IEnumerable<MySqlStatement> statements, MySqlConnectionSettings settings, CancellationToken token)
    {
        foreach (var statement in statements)
        {
            try
            {
                await session.ExecuteAsync(statement.Sql, token).ConfigureAwait(false);
            }
            catch (Exception e) when (MySqlFailure.IsOfDriver(e) && !token.IsCancellationRequested)
            {
                throw MySqlFailure.Translate(e, settings, $"{statement.Kind.ToLowerInvariant()} {MySqlName.Quote(statement.Name)}");
            }
        }
    }
}
