using DbBackup.Signals;

namespace DbBackup.Tests.Docs;

/// <summary>The table of signals in the README is what the contexts carry.</summary>
public sealed class SignalTableTests
{
    private const string Common = "every signal";

    public static TheoryData<string> Rows => [.. Enum.GetNames<Signal>(), Common];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_names_every_argument_and_no_other(string signal)
    {
        var context = signal == Common ? typeof(SignalContext) : typeof(SignalContext).Assembly.GetType($"DbBackup.Commands.{signal}Context", throwOnError: true)!;
        var own = context.GetProperties().Select(property => property.Name);
        var expected = signal == Common ? own : own.Except(typeof(SignalContext).GetProperties().Select(property => property.Name));

        Assert.Equal(expected.Select(Camel).Order(StringComparer.Ordinal), ArgumentsOf(signal).Order(StringComparer.Ordinal));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<string> ArgumentsOf(string signal)
    {
        var row = Assert.Single(File.ReadLines(Path.Combine(Repository.Root, "README.md")), line =>
            line.StartsWith(signal == Common ? $"| {Common} |" : $"| `{signal}` |", StringComparison.Ordinal));
        return row.Split('|')[2].Split('`').Where((_, index) => index % 2 == 1);
    }
}
