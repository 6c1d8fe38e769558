using System.Text;
using CsCheck;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>Scripts that make random databases: types, functions, and tables with all that can be put on them.</summary>
internal static class RandomDatabase
{
    /// <summary>Names that are easily spelt wrong.</summary>
    public static readonly Gen<string> Names = Gen.OneOf(
        Gen.OneOf("a", "A", "select", "user", "a.b", "a b", "a\"b", "a'b", "a;b", "a\\b", "new\nline", "😀", "ß", "\t", "--", "%s", "$1", "{0}", "abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_ab"),
        Gen.String[Gen.Char[' ', '~'], 1, 12]);

    /// <summary>The scripts.</summary>
    public static readonly Gen<string> Scripts = Gen.Select(RandomType.Types.Array[0, 2], RandomFunction.Functions.Array[0, 2], RandomTable.Tables.Array[1, 4]).Select(Script);

    /// <summary>A name of its own: the number keeps those apart that are drawn twice, and comes first because names are cut at 63 bytes.</summary>
    public static string Named(int number, string name) => Sql.Name($"{number}{name}");

    private static string Script(RandomType[] types, RandomFunction[] functions, RandomTable[] tables)
    {
        var script = new StringBuilder(RandomValues.OwnTypes).Append(RandomFunction.OfTriggers);
        for (var number = 0; number < types.Length; number++)
            types[number].Write(script, number);
        for (var number = 0; number < functions.Length; number++)
            functions[number].Write(script, number);
        for (var number = 0; number < tables.Length; number++)
            new RandomTableScript(script, tables, number).Write();
        return script.ToString();
    }
}
