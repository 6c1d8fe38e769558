using System.Globalization;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>What an archive says of itself, in its first entries.</summary>
internal static class MySqlDescription
{
    /// <summary>The kind of requirements: storage engines.</summary>
    public const string Engines = "engines";

    /// <summary>The kind of requirements: accounts that define views, routines, triggers and events.</summary>
    public const string Definers = "definers";

    /// <summary>The property that has the product's name.</summary>
    public const string Product = "product";

    /// <summary>The property that has the database's character set.</summary>
    public const string CharacterSet = "characterSet";

    /// <summary>The property that has the database's collation.</summary>
    public const string Collation = "collation";

    /// <summary>The first entry.</summary>
    public static NativeBackup Of(
        MySqlServerVersion version, MySqlConnectionSettings settings, MySqlSchema schema, MySqlSnapshot snapshot, IReadOnlyList<MySqlStream> streams, IReadOnlyList<string> exclude)
    {
        var properties = new Dictionary<string, string>
        {
            [Product] = version.Product, ["version"] = version.Number.ToString(), [CharacterSet] = schema.CharacterSet, [Collation] = schema.Collation, ["snapshot"] = snapshot.How,
        };
        foreach (var (name, value) in snapshot.Position)
            properties[name] = value;
        if (!snapshot.IsHeld && streams.Where(s => !s.Table.IsTransactional).Select(s => s.Table.Name).Distinct().ToList() is { Count: > 0 } loose)
            properties["notInSnapshot"] = string.Join(", ", loose.Select(MySqlName.Quote));
        if (schema.WithoutHistory.Count > 0)
            properties["withoutHistory"] = string.Join(", ", schema.WithoutHistory.Select(MySqlName.Quote));
        return new()
        {
            Engine = NativeMySqlConnector.EngineName, EngineVersion = version.ToString(), EngineMajor = version.Number.Major, Encoding = "binary", Properties = properties, Excluded = exclude,
            Requirements = new Dictionary<string, IReadOnlyList<string>>
            {
                [Engines] = schema.Engines,
                [Definers] = settings.Definer is Configuration.DefinerHandling.Strip ? [] : [.. schema.Statements.Select(s => s.Definer).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            },
            NotContained = ["accounts", "grants", "roles", "settings of the server"], Interleaved = settings.Workers, Streams = [.. streams.Select(s => s.Stream)],
        };
    }

    /// <summary>What removes the objects, last things first.</summary>
    public static IEnumerable<NativeStatement> Drops(MySqlSchema schema) => schema.Statements.Reverse()
        .Where(s => s.Kind is not MySqlStatement.Session && (s.Phase is MySqlPhase.Routine or MySqlPhase.View or MySqlPhase.Event || s is { Phase: MySqlPhase.PreData, Kind: not DatabaseOptions.Kind }))
        .Select(s => (s with { Sql = string.Create(CultureInfo.InvariantCulture, $"DROP {s.Kind} IF EXISTS {MySqlName.Quote(s.Name)}"), Definer = null }).ToArchive());
}
