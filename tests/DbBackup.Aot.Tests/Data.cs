using Microsoft.Data.Sqlite;

namespace DbBackup.Aot.Tests;

/// <summary>A database and a media folder to back up.</summary>
internal static class Data
{
    public static void CreateDatabase(string path, int rows = 500)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var create = new SqliteCommand(
            """
            CREATE TABLE items(id INTEGER PRIMARY KEY, name TEXT, price REAL, picture BLOB) STRICT;
            CREATE VIEW dear AS SELECT name FROM items WHERE price > 100;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
                INSERT INTO items SELECT i, 'Stück ''' || i, i / 7.0, randomblob(1000) FROM n;
            """,
            connection);
        create.Parameters.AddWithValue("$rows", rows);
        create.ExecuteNonQuery();
    }

    public static void CreateMedia(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "größe", "empty"));
        File.WriteAllText(Path.Combine(folder, "größe", "ä.txt"), "Grüße");
        File.WriteAllBytes(Path.Combine(folder, "big.bin"), [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 3))]);
        File.CreateSymbolicLink(Path.Combine(folder, "link"), "big.bin");
    }

    /// <summary>Every row, of a database that may have a journal to be rolled back first.</summary>
    public static string Rows(string path) => (string)Ask(path, "SELECT group_concat(id || name || price || hex(picture)) FROM (SELECT * FROM items ORDER BY id)", SqliteOpenMode.ReadWrite)!;

    public static object? Ask(string path, string query, SqliteOpenMode mode = SqliteOpenMode.ReadOnly)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(query, connection);
        return command.ExecuteScalar();
    }
}
