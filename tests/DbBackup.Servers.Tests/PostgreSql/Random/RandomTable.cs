using CsCheck;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>A table, its rows, and what is put on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its own columns.</param>
/// <param name="Rows">Its rows; a value that is not there is NULL.</param>
/// <param name="Shape">Whether it stands alone, is partitioned, or inherits.</param>
/// <param name="Trigger">What comes before a trigger's table, and how it is enabled.</param>
/// <param name="Extras">What else it has.</param>
internal sealed record RandomTable(
    string Name, IReadOnlyList<RandomTable.Column> Columns, string?[][] Rows, RandomTable.Kind Shape, (string When, string State) Trigger, RandomTable.Extra Extras)
{
    internal enum Kind
    {
        Alone,
        ByList,
        ByRange,
        ByHash,
        Inherits,
    }

    [Flags]
    internal enum Extra
    {
        Key = 1,
        Generated = 1 << 1,
        Reference = 1 << 2,
        Deferred = 1 << 3,
        Exclusion = 1 << 4,
        Unlogged = 1 << 5,
        FillFactor = 1 << 6,
        Indexes = 1 << 7,
        NotValid = 1 << 8,
        View = 1 << 9,
        Materialized = 1 << 10,
        Owner = 1 << 11,
        Trigger = 1 << 12,
        Policy = 1 << 13,
        LateInParent = 1 << 14,
        Dropped = 1 << 15,
    }

    internal sealed record Column(string Name, RandomValues.Kind Kind, bool IsNotNull, string? Default, int Special, bool IsCommented)
    {
        /// <summary>Whether long values stay uncompressed.</summary>
        public bool IsExternal => Kind.Type is "text" or "bytea" && Special == 1;

        /// <summary>Whether a check is on it.</summary>
        public bool IsChecked => Special == 2;
    }

    private const int AllExtras = (1 << 16) - 1;

    private static readonly Gen<Column> AnyColumns = Gen.OneOf([.. RandomValues.Kinds]).SelectMany(kind => Gen.Select(
        RandomDatabase.Names, Gen.Bool, kind.Value, Gen.Bool, Gen.Int[0, 5], Gen.Bool,
        (name, notNull, value, hasDefault, special, commented) => new Column(name, kind, notNull, hasDefault ? value : null, special, commented)));

    private static readonly Gen<(string, string)> Triggers = Gen.Select(
        Gen.OneOf("BEFORE INSERT OR UPDATE", "AFTER DELETE", "AFTER INSERT OR DELETE OR UPDATE"), Gen.OneOf("ENABLE", "DISABLE", "ENABLE ALWAYS", "ENABLE REPLICA"));

    private static readonly Gen<Kind> Shapes = Gen.OneOf(Kind.Alone, Kind.Alone, Kind.ByList, Kind.ByRange, Kind.ByHash, Kind.Inherits, Kind.Inherits);

    /// <summary>The tables.</summary>
    public static readonly Gen<RandomTable> Tables = Gen.Select(RandomDatabase.Names, AnyColumns.Array[0, 7]).SelectMany((name, columns) => Gen.Select(
        Gen.Int[0, 6].SelectMany(rows => Row(columns).Array[rows]), Shapes, Triggers, Gen.Int[0, AllExtras],
        (rows, shape, trigger, extras) => new RandomTable(name, columns, rows, shape, trigger, (Extra)extras)));

    /// <summary>Whether it has partitions.</summary>
    public bool IsPartitioned => Shape is Kind.ByList or Kind.ByRange or Kind.ByHash;

    /// <summary>Whether it has something else.</summary>
    public bool Has(Extra extra) => Extras.HasFlag(extra);

    private static Gen<string?[]> Row(Column[] columns) => columns.Aggregate(
        Gen.Const(Array.Empty<string?>()),
        (row, column) => Gen.Select(row, column.Kind.Value, Gen.Int[0, 4], (cells, value, nullness) => (string?[])[.. cells, nullness == 0 && !column.IsNotNull ? null : value]));
}
