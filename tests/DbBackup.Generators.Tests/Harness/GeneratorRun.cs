using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>One run of the generator, held to everything that every run must hold to.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(Compilation output, IReadOnlyDictionary<string, string> texts, IReadOnlyList<Diagnostic> reported) =>
        (Output, Texts, Reported) = (output, texts, reported);

    /// <summary>The compilation with what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the receivers' generator wrote, by file name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>What the generator itself reported.</summary>
    public IReadOnlyList<Diagnostic> Reported { get; }

    /// <summary>Everything that was written.</summary>
    public string Text => string.Join("\n", Texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Value));

    /// <summary>Runs on sources that must compile, with what was generated, without a warning.</summary>
    public static GeneratorRun Valid(params string[] sources) => Valid(Setup.Default, sources);

    /// <inheritdoc cref="Valid(string[])"/>
    public static GeneratorRun Valid(Setup setup, params string[] sources)
    {
        var run = Any(setup, sources);
        // That the tests' own types have no documentation says nothing about the generator.
        Assert.DoesNotContain(Complaints(run.Output), complaint => complaint.Id != "CS1591");
        Assert.Empty(run.Reported);
        return run;
    }

    /// <summary>Runs on sources that may be wrong; what is generated must be right all the same.</summary>
    public static GeneratorRun Any(Setup setup, params string[] sources)
    {
        var compilation = Project.Compile(setup, sources);
        var driver = NewDriver(setup).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var result = Result(driver);
        var texts = result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

        var generated = result.GeneratedSources.Select(source => source.SyntaxTree).ToHashSet();
        if (!HidesNamespaces(compilation))
            Assert.DoesNotContain(Complaints(output), complaint => complaint.Id != "CS1029" && complaint.Location.SourceTree is { } tree && generated.Contains(tree));
        Assert.All(texts.Values, text => Assert.DoesNotContain('\r', text));
        CachingMatrix.AnUnrelatedFileRunsNothing(driver, compilation, setup);
        ModelGraph.HoldsValuesOnly(result);
        Assert.Equal(texts, Result(NewDriver(setup).RunGenerators(Reversed(compilation), TestContext.Current.CancellationToken)).GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()));
        return new GeneratorRun(output, texts, result.Diagnostics);
    }

    public static GeneratorDriver NewDriver(Setup setup)
    {
        List<ISourceGenerator> generators = [new ReceiverGenerator().AsSourceGenerator()];
        if (setup.FromAnotherGenerator is { } source)
            generators.Add(new OtherGenerator(source).AsSourceGenerator());
        return CSharpGeneratorDriver.Create(
            generators,
            parseOptions: new CSharpParseOptions(setup.Language),
            optionsProvider: new BuildProperties(setup.Properties),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    /// <summary>What the receivers' generator did. It never throws.</summary>
    public static GeneratorRunResult Result(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        Assert.All(result.Diagnostics, diagnostic => Assert.Equal("DBB0000", diagnostic.Id));
        return result;
    }

    /// <summary>Whether a type of the sources hides what everything begins with. Nothing can be named then, by anybody.</summary>
    private static bool HidesNamespaces(CSharpCompilation compilation) =>
        compilation.Assembly.GlobalNamespace.GetTypeMembers().Any(type => type.Name is "System" or "Microsoft" or "DbBackup");

    private static IEnumerable<Diagnostic> Complaints(Compilation compilation) =>
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

    private static CSharpCompilation Reversed(CSharpCompilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse()).WithReferences(compilation.References.Reverse());
}
