using System.Globalization;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>
/// The sources of all tests, damaged: neither generator nor analyzers ever throw, what is generated compiles, and the same sources give the same
/// bytes in any order. The same mutations in every run: what a commit did not break must not turn its build red. More of them by
/// DBBACKUP_TEST_MUTATIONS; a single one, to look at, by DBBACKUP_TEST_MUTATION.
/// </summary>
public sealed class MutationTests
{
    private static readonly Setup WithLibrary = new() { References = [Plugins.Slack.AsAssembly()] };

    [Fact]
    public void The_corpus_has_the_sources_of_the_tests() => Assert.InRange(Corpus.Sources.Count, 100, 10_000);

    [Fact]
    public async Task Nothing_throws_on_any_mutation()
    {
        var failures = new List<string>();
        await Parallel.ForEachAsync(Numbers(), TestContext.Current.CancellationToken, async (number, _) =>
        {
            var source = Mutation.Of(number);
            var failure = await Record.ExceptionAsync(() => BrokenCode.Check(number % 2 == 0 ? Setup.Default : WithLibrary, source));
            if (failure is null)
                return;
            lock (failures)
                failures.Add($"DBBACKUP_TEST_MUTATION={number}:\n{source}\n{failure.Message}");
        });
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(10).Prepend($"{failures.Count} mutations fail.")));
    }

    private static IEnumerable<uint> Numbers() =>
        Variable("DBBACKUP_TEST_MUTATION") is { } one ? [one] : Enumerable.Range(1, (int)(Variable("DBBACKUP_TEST_MUTATIONS") ?? 300)).Select(number => (uint)number);

    private static uint? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? uint.Parse(value, CultureInfo.InvariantCulture) : null;
}
