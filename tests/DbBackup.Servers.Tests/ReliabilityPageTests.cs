using System.Reflection;
using System.Text.RegularExpressions;

namespace DbBackup.Servers.Tests;

/// <summary>The page about faults names a test for each of them, and every test that it names is one.</summary>
public sealed partial class ReliabilityPageTests
{
    private static readonly int[] Faults = [.. Enumerable.Range(17, 10), 28, .. Enumerable.Range(31, 6), .. Enumerable.Range(39, 6)];

    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "reliability.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];

    [Fact]
    public void Every_fault_has_a_test()
    {
        var rows = Rows.Select(row => Fault().Match(row)).Where(match => match.Success).ToList();
        Assert.Equal(Faults, rows.Select(match => int.Parse(match.Groups[1].ValueSpan, provider: null)));
        Assert.All(Rows.Where(row => !row.EndsWith("| tests |", StringComparison.Ordinal)), row => Assert.Matches(Test(), row));
    }

    [Fact]
    public void Every_test_that_is_named_is_one()
    {
        var tests = typeof(ReliabilityPageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.IsDefined(typeof(FactAttribute))), (type, method) => $"{type.Name}.{method.Name}")
            .ToHashSet(StringComparer.Ordinal);
        var named = Rows.SelectMany(row => Test().Matches(row)).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex(@"^\| ([0-9]+) ")]
    private static partial Regex Fault();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Test();
}
