using System.Text.RegularExpressions;

namespace DbBackup.Servers.Tests;

/// <summary>The page about faults has a row for each of them, each row names a test or says why the fault does not apply, and every test that it names is one.</summary>
public sealed partial class ReliabilityPageTests
{
    /// <summary>The project's list of faults.</summary>
    private static readonly IEnumerable<int> Faults = Enumerable.Range(1, 63);

    /// <summary>Those that concern each kind of server.</summary>
    private static readonly Dictionary<string, int[]> OfServers = new(StringComparer.Ordinal)
    {
        ["PostgreSQL"] = [.. Enumerable.Range(17, 12), .. Enumerable.Range(31, 6), .. Enumerable.Range(39, 6)],
        ["MySQL and MariaDB"] = [.. Enumerable.Range(17, 6), .. Enumerable.Range(24, 5), .. Enumerable.Range(31, 4), 36, 37, 39, .. Enumerable.Range(41, 4)],
    };

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reliability.md"));

    private static readonly string[] Rows = [.. Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal))];

    public static TheoryData<string> Servers => [.. OfServers.Keys];

    [Fact]
    public void Every_fault_has_a_row() => Assert.Empty(Faults.Except(NumbersOf(Rows)));

    [Theory]
    [MemberData(nameof(Servers))]
    public void Every_fault_of_a_server_has_a_row_of_that_server(string server) =>
        Assert.Equal(OfServers[server], NumbersOf(Lines.SkipWhile(line => line != $"## {server}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))));

    [Fact]
    public void Every_row_names_a_test_or_says_why_there_is_none() =>
        Assert.All(Rows.Where(row => !row.EndsWith("| tests |", StringComparison.Ordinal)), row => Assert.Matches(TestOrReason(), row));

    [Fact]
    public void Every_test_that_is_named_is_one()
    {
        var tests = Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "src", "DbBackup.Storage.Conformance"), "*Tests.cs"))
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)), (file, method) => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups[1].Value}")
            .ToHashSet(StringComparer.Ordinal);
        var named = Rows.SelectMany(row => Test().Matches(row)).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    private static IEnumerable<int> NumbersOf(IEnumerable<string> rows) =>
        rows.Select(row => Fault().Match(row)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].ValueSpan, provider: null));

    [GeneratedRegex(@"^\| ([0-9]+) ")]
    private static partial Regex Fault();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"`\w+Tests\.\w+`|\| does not apply: [^|]+\|")]
    private static partial Regex TestOrReason();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*(?:\n\s*(?:\[|//)[^\n]*)*\n\s*public (?:async )?\S+ (\w+)\(")]
    private static partial Regex TestMethod();
}
