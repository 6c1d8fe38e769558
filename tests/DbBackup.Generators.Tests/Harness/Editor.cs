using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>A project as it is open in an editor.</summary>
internal sealed class Editor : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly Setup _setup;

    /// <summary>Opens sources that bring their own usings, or have the usual ones for all files.</summary>
    public Editor(Setup setup, params string[] sources)
    {
        _setup = setup;
        var id = ProjectId.CreateNewId();
        Solution = _workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp,
                compilationOptions: Project.Options(setup),
                parseOptions: new CSharpParseOptions(setup.Language, DocumentationMode.Diagnose),
                metadataReferences: Project.References.Concat(setup.References)));
        Sources = [.. sources.Select((source, i) => Add(id, i == 0 ? "Hooks.cs" : $"Hooks{i + 1}.cs", source))];
        if (!sources[0].StartsWith("using", StringComparison.Ordinal))
            Add(id, "Usings.cs", Project.GlobalUsings);
        if (!setup.WithoutRegistry)
            Add(id, "AppReceivers.cs", Project.Registry);
    }

    public Solution Solution { get; private set; }

    public ImmutableArray<DocumentId> Sources { get; }

    public Document Document(int index) => Solution.GetDocument(Sources[index])!;

    public async Task<string> TextAsync(int index) => (await Document(index).GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    /// <summary>The project with what the generator writes.</summary>
    public async Task<Compilation> CompileAsync()
    {
        var compilation = await Document(0).Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        GeneratorRun.NewDriver(_setup).RunGeneratorsAndUpdateCompilation(compilation!, out var output, out _, TestContext.Current.CancellationToken);
        return output;
    }

    /// <summary>What the analyzers report, the first in the source first.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync() =>
        [.. (await Analysis.Of(await CompileAsync())).OrderBy(problem => problem.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(problem => problem.Location.SourceSpan.Start)];

    public async Task ApplyAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(Solution, new Progress<CodeAnalysisProgress>(), TestContext.Current.CancellationToken);
        Solution = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
    }

    public async Task AssertCompilesAsync()
    {
        var output = await CompileAsync();
        Assert.DoesNotContain(
            output.GetDiagnostics(TestContext.Current.CancellationToken),
            complaint => complaint.Severity >= DiagnosticSeverity.Warning && complaint.Id != "CS1591");
    }

    public void Dispose() => _workspace.Dispose();

    private DocumentId Add(ProjectId project, string name, string source)
    {
        var id = DocumentId.CreateNewId(project);
        Solution = Solution.AddDocument(id, name, SourceText.From(source), filePath: "/shop/" + name);
        return id;
    }
}
