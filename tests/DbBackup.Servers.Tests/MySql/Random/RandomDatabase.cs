using System.Text;
using CsCheck;

namespace DbBackup.Servers.Tests.MySql.Random;

/// <summary>Scripts that make random databases: tables with columns, keys, indexes, partitions, views, triggers and rows.</summary>
internal static class RandomDatabase
{
    private sealed record Column(string Name, RandomValues.Kind Kind, bool IsNotNull, string? Default, bool IsCommented, int Feature);

    private sealed record Table(string Name, IReadOnlyList<Column> Columns, string?[][] Rows, int Features);

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.OneOf("a", "A", "select", "key", "a.b", "a b", "a`b", "a\"b", "a'b", "a;b", "a\\b", "new\nline", "ß", "漢", "a\tb", "--", "%s", "{0}", "@x", "/*", "abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_ab"),
        Gen.String[Gen.Char['!', '~'], 1, 12]);

    private static readonly Gen<Column> Columns = Gen.OneOf([.. RandomValues.Kinds]).SelectMany(kind => Gen.Select(
        Names, Gen.Bool, kind.Value, Gen.Bool, Gen.Bool, Gen.Int[0, 9],
        (name, notNull, value, hasDefault, commented, feature) =>
            new Column(name, kind, notNull && !kind.Type.EndsWith("NULL", StringComparison.Ordinal), hasDefault && kind.HasDefault ? value : null, commented, feature)));

    private static readonly Gen<Table> Tables = Gen.Select(Names, Columns.Array[1, 7]).SelectMany((name, columns) => Gen.Select(
        Gen.Int[0, 6].SelectMany(rows => Row(columns).Array[rows]), Gen.Int[0, 4095], (rows, features) => new Table(name, columns, rows, features)));

    /// <summary>The scripts, each a list of statements.</summary>
    public static readonly Gen<string> Scripts = Tables.Array[1, 4].Select(Script);

    private static Gen<string?[]> Row(Column[] columns) => columns.Aggregate(
        Gen.Const(Array.Empty<string?>()),
        (row, column) => Gen.Select(row, column.Kind.Value, Gen.Int[0, 4], (cells, value, nullness) => (string?[])[.. cells, nullness == 0 && !column.IsNotNull ? null : value]));

    private static string Script(Table[] tables)
    {
        var script = new StringBuilder("SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';\n");
        for (var number = 0; number < tables.Length; number++)
            Write(script, tables, number);
        return script.ToString();
    }

    // The number keeps names apart that are drawn twice.
    private static string Named(int number, string name) => Sql.Name($"{number}{name}");

    private static void Write(StringBuilder script, Table[] tables, int number)
    {
        var (name, table) = (Named(number, tables[number].Name), tables[number]);
        bool Has(int feature) => (table.Features & (1 << feature)) != 0;
        List<string> lines = [.. table.Columns.Select(Definition)];
        if (Has(0))
            lines.Add("`key` int NOT NULL AUTO_INCREMENT PRIMARY KEY");
        // MariaDB stores nothing that is made of a CHAR, as that depends on PAD_CHAR_TO_FULL_LENGTH.
        if (Has(0) && Has(1))
            lines.Add($"`twice` bigint GENERATED ALWAYS AS ({Named(0, table.Columns[0].Name)} IS NULL) {(Has(2) && !table.Columns[0].Kind.Type.StartsWith("char", StringComparison.Ordinal) ? "STORED" : "VIRTUAL")}");
        if (number > 0 && (tables[number - 1].Features & 1) != 0 && Has(3))
            lines.Add($"`parent` int, FOREIGN KEY (`parent`) REFERENCES {Named(number - 1, tables[number - 1].Name)} (`key`) ON DELETE CASCADE");
        lines.AddRange(table.Columns.Select((c, i) => (c, i)).Where(c => c.c.Kind.Key is not null && c.c.Feature < 3)
            .Select(c => $"KEY ({string.Format(provider: null, c.c.Kind.Key!, Named(c.i, c.c.Name))})"));
        var isChild = lines.Exists(line => line.Contains("FOREIGN KEY", StringComparison.Ordinal));
        var isParent = number + 1 < tables.Length && (tables[number + 1].Features & 8) != 0;
        var partitions = Has(0) && Has(4) && !isChild && !isParent && !table.Columns.Any(c => c.Kind.Type is "point" or "geometry") ? " PARTITION BY HASH (`key`) PARTITIONS 3" : "";
        script.AppendLine($"CREATE TABLE {name} ({string.Join(", ", lines)}) {(Has(5) ? "CHARACTER SET latin1 COLLATE latin1_bin" : "CHARACTER SET utf8mb4")}{(Has(6) ? " ROW_FORMAT=COMPACT COMMENT 'it''s \\\\'" : "")}{partitions};");
        var columns = string.Join(", ", table.Columns.Select((c, i) => Named(i, c.Name)));
        foreach (var row in table.Rows)
            script.AppendLine($"INSERT INTO {name} ({columns}) VALUES ({string.Join(", ", row.Select(v => v ?? "NULL"))});");
        if (Has(7))
            script.AppendLine($"CREATE VIEW {Named(number, "v" + table.Name)} AS SELECT * FROM {name};");
        if (Has(8))
            script.AppendLine($"CREATE TRIGGER {Named(number, "t" + table.Name)} BEFORE INSERT ON {name} FOR EACH ROW SET @x = {Sql.Text(table.Name)};");
        if (Has(0) && Has(9))
            script.AppendLine($"DELETE FROM {name} ORDER BY `key` DESC LIMIT 1;");
        if (Has(0) && Has(10))
            script.AppendLine($"ALTER TABLE {name} AUTO_INCREMENT = {50 + number};");
        if (Has(11) && table.Columns.Count > 2 && !Has(1))
            script.AppendLine($"ALTER TABLE {name} ADD COLUMN `added` int DEFAULT 5;");
    }

    private static string Definition(Column column, int number) =>
        $"{Named(number, column.Name)} {column.Kind.Type}{(column.IsNotNull ? " NOT NULL" : "")}{(column.Default is null ? "" : $" DEFAULT {column.Default}")}" +
        (column.IsCommented ? $" COMMENT {Sql.Text(column.Name)}" : "");
}
