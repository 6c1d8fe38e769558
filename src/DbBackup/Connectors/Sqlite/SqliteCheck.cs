using DbBackup.Catalog;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>Says whether a database is whole, and how many rows it has.</summary>
internal static class SqliteCheck
{
    /// <summary>Checks the structure of a database.</summary>
    /// <exception cref="SqliteFailure">It is not whole, or cannot be checked.</exception>
    public static void Require(SqliteSession session, IntegrityCheck check)
    {
        // CHECK constraints are rules of the application, and rows that were there before a rule, or before today, may break them.
        // Such rows are carried as they are; they are no damage. It also lets databases pass whose rules call the application's functions.
        session.Execute("PRAGMA ignore_check_constraints=ON");
        using var rows = session.Query(check == IntegrityCheck.Full ? "PRAGMA integrity_check" : "PRAGMA quick_check");
        var problems = new List<string>();
        while (rows.Read())
            problems.Add(OnOneLine(rows.Text(0)));
        if (problems is not ["ok"])
            throw SqliteFailure.Create(
                SQLitePCL.raw.SQLITE_CORRUPT,
                session.Path,
                string.Join("; ", problems.Take(3)) + (problems.Count > 3 ? $"; and {problems.Count - 3} more" : ""));
    }

    /// <summary>
    /// The tables that have rows of their own, with their numbers of rows. The tables in which FTS and R-Tree keep their data are among
    /// them, the virtual tables in front of those and SQLite's own (<c>sqlite_…</c>) are not.
    /// </summary>
    public static IReadOnlyList<TableRows> CountRows(SqliteSession session)
    {
        var tables = new List<string>();
        using (var rows = session.Query(
            "SELECT name FROM sqlite_schema WHERE type='table' AND rootpage<>0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"))
        {
            while (rows.Read())
                tables.Add(rows.Text(0));
        }
        return [.. tables.Select(table => new TableRows(SqlName.Qualified(table), Count(table)))];

        long Count(string table) => session.ReadInt64($"SELECT count(*) FROM main.{SqlName.Quote(table)}");
    }

    /// <summary>Compares what was found with what the manifest promises.</summary>
    /// <exception cref="BackupException">A table lacks or has another number of rows.</exception>
    public static void Compare(IReadOnlyList<TableRows> expected, IReadOnlyList<TableRows> found)
    {
        var rows = found.ToDictionary(table => table.Name, table => table.Rows, StringComparer.Ordinal);
        foreach (var table in expected)
        {
            if (!rows.TryGetValue(table.Name, out var number))
                throw new BackupException(
                    $"The restored copy has no table {table.Name}, which the manifest lists with {table.Rows} rows. " +
                    "Nothing was changed; take another backup.");
            if (number != table.Rows)
                throw new BackupException(
                    $"Table {table.Name} has {number} rows in the restored copy, and {table.Rows} in the manifest. " +
                    "Nothing was changed; take another backup.");
        }
    }

    /// <summary>Checks a file that was filled from a backup.</summary>
    /// <returns>Its tables and rows.</returns>
    /// <exception cref="BackupException">It is not whole, or not what the manifest promises.</exception>
    public static IReadOnlyList<TableRows> RequireRestored(string path, string database, IntegrityCheck check, IReadOnlyList<TableRows> expected, CancellationToken token)
    {
        using var session = SqliteSession.OpenImmutable(path, "the restored copy", token);
        try
        {
            Require(session, check);
            var tables = CountRows(session);
            Compare(expected, tables);
            return tables;
        }
        catch (SqliteFailure failure) when (failure.IsDamage)
        {
            throw new DamagedBackupException(
                $"The backup of database {database} does not hold a whole SQLite database ({failure.Detail}). " +
                "Nothing was changed; take another backup.",
                failure);
        }
    }

    private static string OnOneLine(string text) => text.ReplaceLineEndings(", ");
}
