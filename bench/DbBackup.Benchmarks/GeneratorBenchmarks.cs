using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using DbBackup.Generators;
using DbBackup.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Benchmarks;

/// <summary>
/// What the compile-time half costs: 1,000 receivers in 200 files with 170 references, 5 of them plug-ins with receivers of their own;
/// beside Mediator's generator on 1,000 handlers. Every run is given a compilation that nobody has bound yet.
/// </summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private GeneratedProject _project = null!;
    private GeneratorDriver _warm = null!;

    /// <summary>Whose generator runs.</summary>
    [Params("DbBackup", "Mediator", "none")]
    public string Generator { get; set; } = "none";

    [GlobalSetup]
    public void SetUp()
    {
        _project = Generator == "Mediator" ? GeneratedProject.OfHandlers() : GeneratedProject.OfReceivers();
        _warm = NewDriver().RunGenerators(_project.Compilation.Clone());
        RefuseToMeasureNothing(_warm);
        RefuseToMeasureNothing(_warm.RunGenerators(_project.UnrelatedEdit.Clone()));
        RefuseToMeasureNothing(_warm.RunGenerators(_project.EditOfOne.Clone()));
    }

    [Benchmark]
    public GeneratorDriver ColdRun() => NewDriver().RunGenerators(_project.Compilation.Clone());

    [Benchmark]
    public GeneratorDriver UnrelatedEdit() => _warm.RunGenerators(_project.UnrelatedEdit.Clone());

    [Benchmark]
    public GeneratorDriver EditOfOne() => _warm.RunGenerators(_project.EditOfOne.Clone());

    private CSharpGeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        Generator switch
        {
            "DbBackup" => [new ReceiverGenerator().AsSourceGenerator()],
            "Mediator" => [GeneratedProject.NewMediatorGenerator().AsSourceGenerator()],
            _ => [],
        },
        parseOptions: GeneratedProject.Parsing);

    private void RefuseToMeasureNothing(GeneratorDriver driver)
    {
        if (Generator == "none")
            return;
        var result = driver.GetRunResult().Results.Single();
        var text = string.Concat(result.GeneratedSources.Select(source => source.SourceText.ToString()));
        if (result.Exception is not null || !_project.Names.All(name => text.Contains(name, StringComparison.Ordinal)))
            throw new InvalidOperationException($"{Generator} wrote nothing of use: {result.Exception}{string.Join("\n", result.Diagnostics)}");
    }
}
