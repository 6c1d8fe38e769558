using System.Text;
using CsCheck;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>A composite type, a domain over one of its attributes, and a table that has values of both.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">The attributes, by kind and a value of it.</param>
/// <param name="Features">What the domain has, a bit each.</param>
internal sealed record RandomType(string Name, IReadOnlyList<(RandomValues.Kind Kind, string Value)> Attributes, int Features)
{
    public static readonly Gen<RandomType> Types = Gen.Select(
        RandomDatabase.Names, Gen.OneOf([.. RandomValues.Kinds]).SelectMany(kind => kind.Value.Select(value => (kind, value))).Array[1, 3], Gen.Int[0, 15],
        (name, attributes, features) => new RandomType(name, attributes, features));

    /// <summary>Writes them.</summary>
    public void Write(StringBuilder script, int number)
    {
        var (type, domain, table) = (RandomDatabase.Named(number, $"type {Name}"), RandomDatabase.Named(number, $"domain {Name}"), RandomDatabase.Named(number, $"uses {Name}"));
        var (kind, value) = Attributes[0];
        bool Has(int feature) => (Features & (1 << feature)) != 0;
        script.AppendLine($"CREATE TYPE {type} AS ({string.Join(", ", Attributes.Select((a, i) => $"{RandomDatabase.Named(i, Name)} {a.Kind.Type}"))});");
        script.AppendLine($"CREATE DOMAIN {domain} AS {kind.Type}{(Has(0) ? $" DEFAULT {value}" : "")}{(Has(1) ? $" CONSTRAINT {RandomDatabase.Named(0, Name)} CHECK (num_nulls(VALUE) < 2)" : "")};");
        if (Has(2))
            script.AppendLine($"ALTER DOMAIN {domain} ADD CHECK (num_nulls(VALUE) >= 0) NOT VALID; COMMENT ON DOMAIN {domain} IS {Sql.Text(Name)};");
        if (Has(3))
            script.AppendLine($"ALTER TYPE {type} ADD ATTRIBUTE gone int, ADD ATTRIBUTE late text COLLATE \"C\"; ALTER TYPE {type} DROP ATTRIBUTE gone;");
        script.AppendLine($"CREATE TABLE {table} (v {type}, many {type}[], d {domain});");
        var row = $"ROW({string.Join(", ", Attributes.Select(a => a.Value))}{(Has(3) ? ", 'late'" : "")})::{type}";
        script.AppendLine($"INSERT INTO {table} (v, many, d) VALUES ({row}, ARRAY[{row}, NULL], {value}), (NULL, '{{}}', NULL);");
    }
}
