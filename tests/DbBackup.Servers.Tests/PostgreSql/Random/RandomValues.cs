using CsCheck;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>Types, and values of them as SQL.</summary>
internal static class RandomValues
{
    /// <summary>A type with values that are easily lost.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="IsComparable">Whether a b-tree can hold it.</param>
    /// <param name="Value">A value, as an expression.</param>
    internal sealed record Kind(string Type, bool IsComparable, Gen<string> Value);

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf("", " ", "NULL", "\\N", "\\.", "'", "''", "\"", "\\", "a\tb", "a\r\nb", "😀", "ä", "$1 $$", "{}", "{\"a\",NULL}", "--", "/*", ":x", "\u00a0", "\u2028"),
        Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\n', '\t', 'é', '漢', '\'', '\\', '"')), 0, 30]);

    /// <summary>The kinds.</summary>
    public static readonly IReadOnlyList<Kind> Kinds =
    [
        new("int", true, Gen.Int.Select(i => $"'{i}'::int")),
        new("smallint", true, Gen.Short.Select(i => $"'{i}'::smallint")),
        new("bigint", true, Gen.Long.Select(i => $"'{i}'::bigint")),
        new("text", true, Texts.Select(Sql.Text)),
        new("varchar(40)", true, Texts.Select(Sql.Text)),
        new("char(31)", true, Texts.Select(Sql.Text)),
        new("name", true, Texts.Select(Sql.Text)),
        new("boolean", true, Gen.OneOf("true", "false")),
        new("float8", true, Gen.OneOf(Gen.OneOf("'NaN'", "'-0'", "'Infinity'", "'-Infinity'", "'5e-324'", "'1.7976931348623157e308'", "0.1"), Gen.Double.Select(d => $"'{d:R}'")).Select(t => $"{t}::float8")),
        new("float4", true, Gen.OneOf(Gen.OneOf("'NaN'", "'-0'", "'1e-45'", "'Infinity'"), Gen.Float.Select(f => $"'{f:R}'")).Select(t => $"{t}::float4")),
        new("numeric", true, Gen.OneOf(Gen.OneOf("'NaN'", "'Infinity'", "'-Infinity'", "0.000", "1e-1000", $"{new string('9', 1000)}.{new string('1', 500)}"), Gen.Decimal.Select(d => $"'{d}'")).Select(t => $"{t}::numeric")),
        new("numeric(20,5)", true, Gen.Long[-99999999, 99999999].Select(l => $"{l} / 100000.0")),
        new("bytea", true, Gen.Byte.Array[0, 40].Select(b => $"'\\x{Convert.ToHexString(b)}'::bytea")),
        new("date", true, Gen.OneOf(Gen.OneOf("'infinity'", "'-infinity'", "'4713-01-01 BC'", "'5874897-12-31'", "'0001-01-01'"), Gen.Int[-700000, 3000000].Select(d => $"date '2000-01-01' + {d}")).Select(t => $"({t})::date")),
        new("timestamp", true, Gen.OneOf(Gen.OneOf("'infinity'", "'294276-12-31 23:59:59.999999'", "'4713-01-01 00:00:00 BC'"), Gen.Long[-999999999999, 999999999999].Select(m => $"timestamp '2000-01-01' + {m} * interval '1 microsecond'")).Select(t => $"({t})::timestamp")),
        new("timestamptz", true, Gen.OneOf(Gen.OneOf("'-infinity'", "'2020-02-29 12:00:00.000001+05:45'"), Gen.Long[-999999999999, 999999999999].Select(m => $"timestamptz '2000-01-01 UTC' + {m} * interval '1 microsecond'")).Select(t => $"({t})::timestamptz")),
        new("time", true, Gen.OneOf("'24:00:00'::time", "'00:00:00.000001'::time")),
        new("timetz", true, Gen.OneOf("'12:00:00.5+15:59'::timetz", "'00:00-03:30:15'::timetz")),
        new("interval", true, Gen.Select(Gen.Int[-99, 99], Gen.Int[-99, 99], Gen.Long[-999999999, 999999999]).Select(i => $"'{i.Item1} months {i.Item2} days {i.Item3} microseconds'::interval")),
        new("uuid", true, Gen.Guid.Select(g => $"'{g}'::uuid")),
        new("bit(5)", true, Gen.OneOf("B'10101'", "B'00000'")),
        new("varbit", true, Gen.OneOf("B''", "B'1'", "B'0101010101010'")),
        new("inet", true, Gen.OneOf("'10.1.2.3/8'::inet", "'::1'::inet", "'fe80::1/64'::inet")),
        new("cidr", true, Gen.OneOf("'10.0.0.0/8'::cidr", "'::/0'::cidr")),
        new("macaddr8", true, Gen.OneOf("'08:00:2b:01:02:03:04:05'::macaddr8")),
        new("jsonb", true, Texts.Select(t => $"jsonb_build_object({Sql.Text(t)}, ARRAY[1, NULL, 2.50], '', '\"\"'::jsonb)")),
        new("json", false, Gen.OneOf("'{\"b\": 1, \"a\" :2,  \"a\":3 }'::json", "'null'::json")),
        new("xml", false, Gen.OneOf("'<a b=\"c\">&amp;\n</a>'::xml", "''::xml", "'text only'::xml")),
        new("tsvector", true, Gen.OneOf("'a:1A,2B b:3 ''it''''s'':4'::tsvector", "''::tsvector")),
        new("tsquery", true, Gen.OneOf("'a & (b | !c) <-> d:*AB'::tsquery", "''::tsquery")),
        new("point", false, Gen.OneOf("'(NaN,-0)'::point", "'(1.5,Infinity)'::point")),
        new("polygon", false, Gen.OneOf("'((0,0),(1,1),(2,0.1))'::polygon")),
        new("circle", false, Gen.OneOf("'<(1,2),3.3>'::circle")),
        new("path", false, Gen.OneOf("'[(0,0),(1,1)]'::path", "'((0,0),(1,1))'::path")),
        new("int[]", true, Gen.OneOf("'{}'::int[]", "'{NULL}'::int[]", "'{{1,2},{3,NULL}}'::int[]", "'[0:1]={1,2}'::int[]", "'[-3:-2][5:6]={{1,2},{3,4}}'::int[]")),
        new("text[]", true, Texts.Array[0, 4].Select(texts => $"ARRAY[{string.Join(", ", texts.Select(Sql.Text))}]::text[]")),
        new("int4range", true, Gen.OneOf("'empty'::int4range", "'[1,5)'::int4range", "'(,)'::int4range")),
        new("nummultirange", true, Gen.OneOf("'{}'::nummultirange", "'{[1.0,1.50],(2,)}'::nummultirange")),
        new("tstzrange", true, Gen.OneOf("'[2020-01-01 00:00+00,infinity]'::tstzrange")),
        new("pg_lsn", true, Gen.OneOf("'FFFFFFFF/FFFFFFFF'::pg_lsn")),
        new("regtype", true, Gen.OneOf("'int4'::regtype", "'own_enum'::regtype", "0::regtype")),
        new("regclass", true, Gen.OneOf("'pg_class'::regclass", "0::regclass")),
        new("own_enum", true, Gen.OneOf("'it''s'::own_enum", "'b,c'::own_enum", "''::own_enum")),
        new("own_domain", true, Gen.Int[1, 100].Select(i => $"{i}::own_domain")),
        new("own_type", true, Gen.Select(Gen.Int, Texts).Select(v => $"ROW({(long)v.Item1}, {Sql.Text(v.Item2)}, ARRAY[ROW(NULL, 'b,c')]::own_part[])::own_type")),
        new("own_type[]", true, Gen.OneOf("ARRAY[ROW(1, '', NULL), NULL]::own_type[]")),
    ];

    /// <summary>What the own types are.</summary>
    public const string OwnTypes =
        """
        CREATE TYPE own_enum AS ENUM ('it''s', 'b,c', '');
        CREATE DOMAIN own_domain AS int CHECK (VALUE > 0);
        CREATE TYPE own_part AS (n int, e own_enum);
        CREATE TYPE own_type AS (i int, t text, parts own_part[]);
        """;
}
