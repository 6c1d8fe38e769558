using CsCheck;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>A table, its rows, and what is put on it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its own columns.</param>
/// <param name="Rows">Its rows; a value that is not there is NULL.</param>
/// <param name="Shape">Whether it stands alone, is partitioned, or inherits.</param>
/// <param name="Trigger">What comes before a trigger's table, and how it is enabled.</param>
/// <param name="Features">What else it has, a bit each.</param>
internal sealed record RandomTable(
    string Name, IReadOnlyList<RandomTable.Column> Columns, string?[][] Rows, RandomTable.Kinds Shape, (string When, string State) Trigger, int Features)
{
    internal enum Kinds
    {
        Alone,
        ByList,
        ByRange,
        ByHash,
        Inherits,
    }

    internal sealed record Column(string Name, RandomValues.Kind Kind, bool IsNotNull, string? Default, int Storage, bool IsCommented);

    private static readonly Gen<Column> AllColumns = Gen.OneOf([.. RandomValues.Kinds]).SelectMany(kind => Gen.Select(
        RandomDatabase.Names, Gen.Bool, kind.Value, Gen.Bool, Gen.Int[0, 5], Gen.Bool,
        (name, notNull, value, hasDefault, storage, commented) => new Column(name, kind, notNull, hasDefault ? value : null, storage, commented)));

    private static readonly Gen<(string, string)> Triggers = Gen.Select(
        Gen.OneOf("BEFORE INSERT OR UPDATE", "AFTER DELETE", "AFTER INSERT OR DELETE OR UPDATE"), Gen.OneOf("ENABLE", "DISABLE", "ENABLE ALWAYS", "ENABLE REPLICA"));

    public static readonly Gen<RandomTable> Tables = Gen.Select(RandomDatabase.Names, AllColumns.Array[0, 7]).SelectMany((name, columns) => Gen.Select(
        Gen.Int[0, 6].SelectMany(rows => Row(columns).Array[rows]), Gen.OneOf(Kinds.Alone, Kinds.Alone, Kinds.ByList, Kinds.ByRange, Kinds.ByHash, Kinds.Inherits, Kinds.Inherits), Triggers, Gen.Int[0, (1 << 16) - 1],
        (rows, shape, trigger, features) => new RandomTable(name, columns, rows, shape, trigger, features)));

    /// <summary>Whether it has partitions.</summary>
    public bool IsPartitioned => Shape is Kinds.ByList or Kinds.ByRange or Kinds.ByHash;

    /// <summary>Whether it has a key.</summary>
    public bool HasKey => Has(0);

    /// <summary>Whether it has one of the things that a bit stands for.</summary>
    public bool Has(int feature) => (Features & (1 << feature)) != 0;

    private static Gen<string?[]> Row(Column[] columns) => columns.Aggregate(
        Gen.Const(Array.Empty<string?>()),
        (row, column) => Gen.Select(row, column.Kind.Value, Gen.Int[0, 4], (cells, value, nullness) => (string?[])[.. cells, nullness == 0 && !column.IsNotNull ? null : value]));
}
