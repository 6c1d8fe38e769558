using System.Text;
using static DbBackup.Servers.Tests.PostgreSql.Random.RandomTable;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>
/// Writes the partitions of a random table: one as a part of it, one with a partition of its own, and one that had its columns, in another
/// order, before it became a partition.
/// </summary>
/// <param name="script">Where to.</param>
/// <param name="table">The table.</param>
/// <param name="name">Its name in SQL.</param>
/// <param name="number">Its number.</param>
internal sealed class RandomPartitions(StringBuilder script, RandomTable table, string name, int number)
{
    private const int Count = 3;

    /// <summary>Writes them.</summary>
    /// <param name="isReferring">Whether the table has a column <c>parent</c>.</param>
    public void Write(bool isReferring)
    {
        string[] parts = [.. Enumerable.Range(0, Count).Select(i => Sql.Name($"{number}.{i} of {table.Name}"))];
        Line($"CREATE TABLE {parts[0]} PARTITION OF {name} {Bounds(0)}{(table.Has(Extra.FillFactor) ? " WITH (fillfactor = 55)" : "")};");
        Line($"CREATE TABLE {parts[1]} PARTITION OF {name} {Bounds(1)} PARTITION BY LIST (part); CREATE TABLE {Sql.Name($"{number}.n of {table.Name}")} PARTITION OF {parts[1]} DEFAULT;");
        Line($"CREATE TABLE {parts[2]} ({string.Join(", ", OwnColumns(isReferring))}); ALTER TABLE {parts[2]} DROP gone; ALTER TABLE {name} ATTACH PARTITION {parts[2]} {Bounds(2)};");
    }

    private IEnumerable<string> OwnColumns(bool isReferring)
    {
        yield return "gone int";
        yield return table.Has(Extra.Key) ? "part int NOT NULL, key int NOT NULL DEFAULT 0" : "part int";
        if (isReferring)
            yield return "parent int";
        for (var i = table.Columns.Count - 1; i >= 0; i--)
            yield return $"{RandomTableScript.ColumnName(table, number, i)} {table.Columns[i].Kind.Type}{(table.Columns[i].IsNotNull ? " NOT NULL" : "")}";
    }

    private string Bounds(int part) => table.Shape switch
    {
        Kind.ByList => part < 2 ? $"FOR VALUES IN ({part})" : "DEFAULT",
        Kind.ByRange => $"FOR VALUES FROM ({(part == 0 ? "MINVALUE" : part)}) TO ({(part == 2 ? "MAXVALUE" : part + 1)})",
        _ => $"FOR VALUES WITH (MODULUS {Count}, REMAINDER {part})",
    };

    private void Line(string statements) => script.AppendLine(statements);
}
