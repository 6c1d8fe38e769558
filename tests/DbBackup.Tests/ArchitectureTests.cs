using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DbBackup.Tests;

/// <summary>The rooms of the library and the arrows between them: one way only, and no circle.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Signals"] = [],
        ["Storage"] = [],
        ["Configuration"] = ["Storage"],
        ["Catalog"] = ["Storage"],
        ["Archives"] = ["Catalog", "Configuration", "Storage"],
        ["Connectors"] = ["Archives", "Catalog", "Configuration", "Storage"],
        ["Commands"] = ["Archives", "Catalog", "Configuration", "Connectors", "Signals", "Storage"],
        ["Cli"] = ["Archives", "Catalog", "Commands", "Configuration", "Connectors", "Signals", "Storage"],
    };

    public static TheoryData<string> Rooms => [.. Arrows.Keys];

    [Fact]
    public void Every_room_is_known() =>
        Assert.Equal(Arrows.Keys.Order(), Directory.GetDirectories(Library()).Select(d => Path.GetFileName(d)).Except(["bin", "obj", "build"]).Order());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_looks_only_where_its_arrows_point(string room)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Library(), room), "*.cs", SearchOption.AllDirectories))
            foreach (Match mention in Mention().Matches(Comment().Replace(File.ReadAllText(file), "")))
                Assert.True(
                    mention.Groups[1].Value == room || Arrows[room].Contains(mention.Groups[1].Value),
                    $"{Path.GetFileName(file)} in {room} uses {mention.Value}.");
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void The_namespace_is_the_room(string room)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Library(), room), "*.cs", SearchOption.AllDirectories))
            Assert.Contains($"namespace DbBackup.{room};", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static string Library([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/DbBackup"));

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bDbBackup\.(Signals|Storage|Configuration|Catalog|Archives|Connectors|Commands|Cli)\b(?=[.;])")]
    private static partial Regex Mention();
}
