using System.Text;
using CsCheck;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>A function that gives back its argument, and a view that calls it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The type.</param>
/// <param name="Value">The argument's default.</param>
/// <param name="Properties">What follows the result's type.</param>
/// <param name="HasText">Whether its body is a text that the server does not look into.</param>
internal sealed record RandomFunction(string Name, RandomValues.Kind Kind, string Value, string Properties, bool HasText)
{
    /// <summary>What all triggers call.</summary>
    public const string OfTriggers = "\nCREATE FUNCTION own_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n";

    private static readonly Gen<string> Words = Gen.Select(
        Gen.OneOf("", "IMMUTABLE", "STABLE"), Gen.OneOf("", "STRICT"), Gen.OneOf("", "SECURITY DEFINER", "LEAKPROOF"), Gen.OneOf("", "PARALLEL SAFE", "PARALLEL RESTRICTED", "COST 7"),
        Gen.OneOf("", "SET search_path = public, pg_temp", "SET \"DateStyle\" = 'German'"), (a, b, c, d, e) => string.Join(' ', ((string[])[a, b, c, d, e]).Where(word => word.Length > 0)));

    public static readonly Gen<RandomFunction> Functions = Gen.OneOf([.. RandomValues.Kinds]).SelectMany(kind => Gen.Select(
        RandomDatabase.Names, kind.Value, Words, Gen.Bool, (name, value, words, hasText) => new RandomFunction(name, kind, value, words, hasText)));

    /// <summary>Writes both.</summary>
    public void Write(StringBuilder script, int number)
    {
        var (function, view) = (RandomDatabase.Named(number, $"function {Name}"), RandomDatabase.Named(number, $"calls {Name}"));
        script.AppendLine($"CREATE FUNCTION {function}({Sql.Name(Name)} {Kind.Type} DEFAULT {Value}) RETURNS {Kind.Type} LANGUAGE sql {Properties} {(HasText ? "AS 'SELECT $1'" : "RETURN $1")};");
        script.AppendLine($"CREATE VIEW {view} AS SELECT {function}() AS v, {function}({Value}) AS w; COMMENT ON FUNCTION {function} IS {Sql.Text(Name)};");
    }
}
