using System.Globalization;
using CsCheck;
using DbBackup.Connectors;
using SQLitePCL;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>Random schemas full of random values come back equal: by both connectors, and through the stock program.</summary>
public sealed class SqliteProperties
{
    private static readonly string[] Types = ["", "INT", "INTEGER", "TEXT", "BLOB", "REAL", "NUMERIC", "VARCHAR(10)", "DOUBLE", "DATE", "weird type(1,2)"];
    private static readonly string[] StrictTypes = ["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"];
    private static readonly string[] Texts =
    [
        "", "0", "00", "1.0", "-0.0", "1e5", " 12 ", "9223372036854775808", "0x10", "Infinity", "NULL", "x'00'", "it''s", "'", "''", "a;b", "--", "/*", "\n", "\r\n", "a\r\nb\r", "\0", "a\0b", "\u001a", "\t",
        "🐘", "\uFEFFbom", "\uFFFE", "\uFFFF", "é́", ";\nEND;\n", "GO\n/\n.quit\n",
    ];

    private static readonly string[] Names = ["a", "A b", "select", "rowid", "oid", "_rowid_", "x\"y", "[z]", "`q`", "it's", "line\nfeed", "🐘", ";--", "/*", "\t", "sqlite", "main", "1"];

    private static readonly Gen<long> Integer = Gen.OneOf(Gen.Long, Const<long>(0, 1, -1, long.MaxValue, long.MinValue, int.MaxValue, 1L << 53, -(1L << 53) - 1));

    private static readonly Gen<double> Real = Gen.OneOf(
        Gen.Double.Where(d => !double.IsNaN(d)),
        Const(0.0, -0.0, 1.0, 0.1, 12.34, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, 9007199254740993.0, 1e15, -1e22));

    private static readonly Gen<object?> Value = Gen.OneOf(
        Gen.Bool.Select(_ => (object?)null),
        Integer.Select(value => (object?)value),
        Real.Select(value => (object?)value),
        Const(Texts).Select(value => (object?)value),
        Gen.String.Select(value => (object?)value),
        Gen.Byte.Array[0, 40].Select(value => (object?)value),
        Gen.Byte.Array[1, 6].Select(value => (object?)new Broken(value)));

    private static readonly Gen<Table> AnyTable = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 10].Select(Gen.Int[0, 9], (type, name) => (type, name)).Array[1, 5],
        Gen.Int[0, 7],
        Gen.Long[-1_000_000, long.MaxValue].Array[0, 12],
        Value.Array[60],
        Gen.Int[0, Names.Length - 1],
        (kind, columns, extras, rowids, values, name) => new Table(kind, columns, extras, [.. rowids.Distinct()], values, name));

    private static readonly Gen<(Table[] Tables, int Encoding, int PageSize, int AutoVacuum, int Version)> Database =
        Gen.Select(AnyTable.Array[0, 4], Gen.Int[0, 2], Gen.Int[9, 16], Gen.Int[0, 2], Gen.Int);

    [Theory, InlineData("snapshot"), InlineData("sql")]
    public Task Any_database_comes_back_equal(string kind) => Database.SampleAsync(
        async database =>
        {
            using var folder = new SqliteFolder();
            var path = Make(folder, database);
            await folder.RoundTripAsync(kind, path);
        },
        iter: 150);

    [Fact]
    public Task Any_script_gives_the_stock_program_an_equal_database() => Database.SampleAsync(
        async database =>
        {
            using var folder = new SqliteFolder();
            var path = Make(folder, database);
            var (script, _) = await folder.DumpAsync("sql", path);
            SqliteContents.AssertEqual(path, folder.LoadWithSqlite3(script));
        },
        iter: 60);

    private static string Make(SqliteFolder folder, (Table[] Tables, int Encoding, int PageSize, int AutoVacuum, int Version) database)
    {
        var encoding = new[] { "UTF-8", "UTF-16le", "UTF-16be" }[database.Encoding];
        var path = folder.Path("random.db");
        using var session = SqliteSession.Open(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWriteCreate, CancellationToken.None);
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA encoding='{encoding}'; PRAGMA page_size={1 << database.PageSize}; PRAGMA auto_vacuum={database.AutoVacuum}; PRAGMA synchronous=OFF;
            BEGIN; PRAGMA user_version={database.Version}; PRAGMA application_id={~database.Version};
            """));
        for (var number = 0; number < database.Tables.Length; number++)
            Make(session, database.Tables[number], number);
        session.Execute("COMMIT");
        return path;
    }

    private static void Make(SqliteSession session, Table table, int number)
    {
        var name = SqlName.Quote(string.Create(CultureInfo.InvariantCulture, $"{Names[table.Name]} {number}"));
        var (isWithoutRowid, isStrict) = (table.Kind is 1 or 3, table.Kind is 2 or 3);
        var columns = table.Columns.Select((column, i) => (
            Name: SqlName.Quote(Names[(column.Name + (i * 3)) % Names.Length] + (Names.Length <= i * 3 ? "x" : "")),
            Type: isStrict ? StrictTypes[column.Type % StrictTypes.Length] : Types[column.Type])).DistinctBy(column => column.Name.ToUpperInvariant()).ToList();
        var first = columns[0].Name;
        var definitions = columns.Select(column => $"{column.Name} {column.Type}").ToList();
        if ((table.Extras & 1) != 0)
            definitions.Add($"\"generated\" {(isStrict ? "TEXT" : "")} AS (typeof({first})) {((table.Extras & 2) != 0 ? "STORED" : "")}");
        if (isWithoutRowid)
            definitions.Insert(0, "\"key\" INTEGER PRIMARY KEY");
        else if (table.Kind == 4)
            definitions.Insert(0, "\"key\" INTEGER PRIMARY KEY AUTOINCREMENT");
        var options = string.Join(", ", new[] { isWithoutRowid ? "WITHOUT ROWID" : null, isStrict ? "STRICT" : null }.Where(option => option is not null));
        session.Execute($"CREATE TABLE {name}({string.Join(", ", definitions)}) {options};");

        var rowid = isWithoutRowid || table.Kind == 4
            ? "\"key\""
            : new[] { "rowid", "_rowid_", "oid" }.FirstOrDefault(id => !columns.Exists(column => column.Name == SqlName.Quote(id)));
        for (var row = 0; row < table.Rowids.Length; row++)
            Insert(session, name, rowid, columns.ConvertAll(column => column.Name), table, row);
        if ((table.Extras & 4) == 0)
            return;
        session.Execute($"CREATE INDEX {SqlName.Quote($"index of {number}")} ON {name}({first} DESC) WHERE {first} IS NOT NULL;");
        session.Execute($"CREATE VIEW {SqlName.Quote($"view of {number}")} AS SELECT * FROM {name} -- all\n;");
        session.Execute($"CREATE TRIGGER {SqlName.Quote($"trigger of {number}")} AFTER DELETE ON {name} BEGIN SELECT ';', old.{first}; DELETE FROM {name}; END;");
    }

    private static void Insert(SqliteSession session, string table, string? rowid, List<string> columns, Table values, int row)
    {
        var names = rowid is null ? columns : [rowid, .. columns];
        session.Require(raw.sqlite3_prepare_v2(session.Handle, $"INSERT OR IGNORE INTO {table}({string.Join(',', names)}) VALUES({string.Join(',', names.Select((_, i) => Parameter(values, row, i - (rowid is null ? 0 : 1))))})", out var statement));
        using (statement)
        {
            if (rowid is not null)
                session.Require(raw.sqlite3_bind_int64(statement, 1, values.Rowids[row]));
            for (var i = 0; i < columns.Count; i++)
                Bind(session, statement, i + (rowid is null ? 1 : 2), values.Value(row, i));
            // A value that a STRICT column does not take is left out with its row.
            var code = raw.sqlite3_step(statement);
            if ((code & 0xFF) != raw.SQLITE_CONSTRAINT)
                session.Require(code);
        }
    }

    private static string Parameter(Table values, int row, int column) => column >= 0 && values.Value(row, column) is Broken ? "CAST(? AS TEXT)" : "?";

    private static void Bind(SqliteSession session, sqlite3_stmt statement, int index, object? value) => session.Require(value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        double number => raw.sqlite3_bind_double(statement, index, number),
        string text => raw.sqlite3_bind_text16(statement, index, text),
        Broken text => raw.sqlite3_bind_blob(statement, index, text.Bytes),
        _ => raw.sqlite3_bind_blob(statement, index, (byte[])value),
    });

    private static Gen<T> Const<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Bytes that become a text as they are, whatever encoding they are not.</summary>
    private sealed record Broken(byte[] Bytes);

    private sealed record Table(int Kind, (int Type, int Name)[] Columns, int Extras, long[] Rowids, object?[] Values, int Name)
    {
        public object? Value(int row, int column) => Values[((row * 5) + column) % Values.Length];
    }
}
