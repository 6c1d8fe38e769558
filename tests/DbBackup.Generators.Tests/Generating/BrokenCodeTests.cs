using System.Globalization;
using CsCheck;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>Code as it is while somebody types: neither generator nor analyzers ever throw, and what is generated compiles.</summary>
public sealed class BrokenCodeTests
{
    private const string Source = """
        namespace Shop;

        internal static partial class Hooks
        {
            [Receiver(Signal.PreBackup, Order = 1, Database = "a", TimeoutSeconds = 3, Id = "x")]
            [Receiver(Signal.PostBackup)]
            public static async Task Started(SignalContext context, DatabaseSettings database, ILogger<string> logger, [FromServices] Version? version, CancellationToken token) => await Task.Delay(1, token);

            [Receiver(Signal.PostCleanup, Signal.PreCleanup)]
            internal static partial void Done([FromKeyedServices("key")] int? count, string runId = "");

            internal static partial void Done(int? count, string runId) { }

            public struct Inner<T> { [Receiver(Signal.PreRestore)] public static ValueTask Generic(T filename) => default; }
        }

        internal partial class Outer
        {
            [ReceiverRegistry]
            private sealed partial class Nested : ReceiverRegistry { public int Value { get; set; } }
        }
        """;

    private static readonly string[] Words = [.. SyntaxFactory.ParseTokens(Source).Select(token => token.ToFullString())];

    private static readonly Gen<(int Kind, int At, int With)[]> Mutations = Gen.Select(Gen.Int[0, 3], Gen.Int[0, Words.Length - 1], Gen.Int[0, Words.Length - 1]).Array[1, 4];

    [Theory]
    [InlineData("[DbBackup.Signals.Receiver(DbBackup.Signals.Signal.PreBackup)] internal class Hooks { }")]
    [InlineData("[assembly: Receiver(Signal.PreBackup)] [assembly: ReceiverRegistry]")]
    [InlineData("internal static class Hooks { [Receiver(null)] [Receiver(Signal.Nothing)] [Receiver(1 + )] [Receiver(Order = \"a\")] public static void M(Missing a, , out int) { } }")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static M(string) { } [Receiver(Signal.PreBackup)] static Hooks() { } [Receiver(Signal.PreBackup)] ~Hooks() { } }")]
    [InlineData("[ReceiverRegistry] partial class A : ReceiverRegistry; [ReceiverRegistry] partial class A : ReceiverRegistry; [ReceiverRegistry] enum E { } [ReceiverRegistry] partial record R : ReceiverRegistry;")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M(ILogger<void> a, ILogger<Hooks> b, ILogger<System.Span<int>> c, [FromServices] void[] d) { } }")]
    [InlineData("[Receiver(Signal.PreBackup)] static void Top() { }\n[Receiver(Signal.PreBackup)] int x => 1;")]
    public Task Nothing_throws_on(string source) => Check(source);

    // The same mutations in every run: what a commit did not break must not turn its build red. More of them by the variable.
    [Fact]
    public async Task Nothing_throws_on_any_mutation()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("DBBACKUP_TEST_MUTATIONS") ?? "300", CultureInfo.InvariantCulture);
        for (var seed = 1u; seed <= count; seed++)
        {
            var source = Mutate(Mutations.Generate(new PCG(1, seed), null, out _));
            var failure = await Record.ExceptionAsync(() => Check(source));
            Assert.True(failure is null, $"Mutation {seed}:\n{source}\n{failure}");
        }
    }

    private static async Task Check(string source) => await Analysis.Of(GeneratorRun.Any(Setup.Default, source).Output);

    private static string Mutate((int Kind, int At, int With)[] mutations)
    {
        var words = Words.ToList();
        foreach (var (kind, at, with) in mutations)
        {
            var (i, j) = (at % words.Count, with % words.Count);
            switch (kind)
            {
                case 0: words.RemoveAt(i); break;
                case 1: words.Insert(i, words[j]); break;
                case 2: (words[i], words[j]) = (words[j], words[i]); break;
                default: words.RemoveRange(i, Math.Min(8, words.Count - i - 1)); break;
            }
        }
        return string.Concat(words);
    }
}
