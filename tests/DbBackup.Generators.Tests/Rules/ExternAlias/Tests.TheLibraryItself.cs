using System.Globalization;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;
using DbBackup.Signals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ExternAliasTests
{
    [Fact]
    public async Task DbBackup_itself_under_an_alias_is_named()
    {
        const string Source = """
            extern alias backup;
            using backup::DbBackup.Signals;
            namespace Shop;

            [ReceiverRegistry]
            internal sealed partial class AppReceivers : ReceiverRegistry;

            internal static class Hooks { [Receiver(Signal.PreBackup)] internal static void Started() { } }
            """;
        var library = typeof(Signal).Assembly.Location;
        var compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(Source, path: "Hooks.cs", cancellationToken: TestContext.Current.CancellationToken)],
            Project.References.Select(reference => reference is PortableExecutableReference { FilePath: { } file } && file == library ? reference.WithAliases(["backup"]) : reference),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        GeneratorRun.NewDriver(Setup.Default).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported, TestContext.Current.CancellationToken);
        var problems = await Analysis.Of(output);

        const string Why = "because 'DbBackup' is referenced only under the extern alias 'backup'; remove the alias, or add 'global' to it";
        string[] expected = [$"Generated code cannot name what 'AppReceivers' derives from, {Why}", $"Generated code cannot name what calls 'Hooks.Started', {Why}"];
        Assert.All(problems, problem => Assert.Equal(DiagnosticIds.DBB0055ExternAlias, problem.Id));
        Assert.Equal(expected, problems.OrderBy(problem => problem.Location.SourceSpan.Start).Select(problem => problem.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal($"DBB0055: {expected[0]}", Assert.Single(reported).GetMessage(CultureInfo.InvariantCulture));
    }
}
