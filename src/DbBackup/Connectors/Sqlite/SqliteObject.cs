using System.Text;

namespace DbBackup.Connectors;

/// <summary>An object of a schema: a row of <c>sqlite_schema</c>.</summary>
/// <param name="Type"><c>table</c>, <c>index</c>, <c>view</c> or <c>trigger</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table or view that it belongs to.</param>
/// <param name="IsVirtual">A virtual table.</param>
/// <param name="Sql">The statement that made it.</param>
internal sealed record SqliteObject(string Type, string Name, string Table, bool IsVirtual, string Sql)
{
    private static readonly string[] Ends = [";", "\n;", "*/;"];

    /// <summary>A table with rows of its own.</summary>
    public bool IsOrdinaryTable => Type == "table" && !IsVirtual;

    /// <summary>One of SQLite's own tables: <c>sqlite_sequence</c>, <c>sqlite_stat1</c>.</summary>
    public bool IsInternal => Name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase);

    /// <summary>The statement with its semicolon, outside any comment at its end.</summary>
    /// <exception cref="InvalidOperationException">It has no end.</exception>
    public string Statement => Ends.Select(end => Sql + end).First(IsOneStatement);

    private static bool IsOneStatement(string sql)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        return new SqlStatementSplitter().Advance(bytes) is (var read, true) && read == bytes.Length;
    }
}
