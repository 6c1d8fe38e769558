using System.Diagnostics.CodeAnalysis;
using DbBackup.Generators.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>
/// Holds a fix to its word: it changes the source to exactly what is expected, the result compiles with what is generated from it, and
/// the diagnostic is gone.
/// </summary>
internal static class Fix<T> where T : ReceiverFix, new()
{
    public static Task Corrects(string id, string title, [StringSyntax("C#")] string before, [StringSyntax("C#")] string after) =>
        Corrects(Setup.Default, id, title, before, after);

    public static async Task Corrects(Setup setup, string id, string title, [StringSyntax("C#")] string before, [StringSyntax("C#")] string after)
    {
        using var editor = new Editor(setup, before);
        var problem = (await editor.AnalyzeAsync()).First(problem => problem.Id == id);

        var action = Assert.Single(await OfferedAsync(editor, problem));
        await editor.ApplyAsync(action);

        Assert.Equal(title, action.Title);
        Assert.Equal(after, await editor.TextAsync(0));
        await AssertGoneAsync(editor, id);
    }

    /// <summary>Fix All over two files.</summary>
    public static async Task CorrectsAll(
        Setup setup, string id, [StringSyntax("C#")] string before, [StringSyntax("C#")] string after, [StringSyntax("C#")] string otherBefore, [StringSyntax("C#")] string otherAfter)
    {
        foreach (var scope in new[] { FixAllScope.Project, FixAllScope.Solution })
        {
            using var editor = new Editor(setup, before, otherBefore);
            await editor.ApplyAsync(await AllAsync(editor, id, scope));

            Assert.Equal(after, await editor.TextAsync(0));
            Assert.Equal(otherAfter, await editor.TextAsync(1));
            await AssertGoneAsync(editor, id);
        }

        using var one = new Editor(setup, before, otherBefore);
        await one.ApplyAsync(await AllAsync(one, id, FixAllScope.Document));
        Assert.Equal(after, await one.TextAsync(0));
        Assert.Equal(otherBefore, await one.TextAsync(1));
    }

    /// <inheritdoc cref="CorrectsAll(Setup, string, string, string, string, string)"/>
    public static Task CorrectsAll(string id, [StringSyntax("C#")] string before, [StringSyntax("C#")] string after, [StringSyntax("C#")] string otherBefore, [StringSyntax("C#")] string otherAfter) =>
        CorrectsAll(Setup.Default, id, before, after, otherBefore, otherAfter);

    /// <summary>The diagnostic is there, but it takes a human to put it right.</summary>
    public static async Task OffersNothing(string id, [StringSyntax("C#")] string source)
    {
        using var editor = new Editor(Setup.Default, source);
        var problem = (await editor.AnalyzeAsync()).First(problem => problem.Id == id);

        Assert.Empty(await OfferedAsync(editor, problem));
    }

    private static async Task<List<CodeAction>> OfferedAsync(Editor editor, Diagnostic problem)
    {
        var offered = new List<CodeAction>();
        var document = editor.Solution.GetDocument(problem.Location.SourceTree)!;
        await new T().RegisterCodeFixesAsync(new CodeFixContext(document, problem, (action, _) => offered.Add(action), TestContext.Current.CancellationToken));
        return offered;
    }

    private static async Task<CodeAction> AllAsync(Editor editor, string id, FixAllScope scope)
    {
        var fix = new T();
        var problems = (await editor.AnalyzeAsync()).Where(problem => problem.Id == id).ToArray();
        var key = Assert.Single((await OfferedAsync(editor, problems[0])).Select(action => action.EquivalenceKey).Distinct());
        var context = new FixAllContext(editor.Document(0), fix, scope, key, [id], new Found(problems), TestContext.Current.CancellationToken);
        return (await fix.GetFixAllProvider().GetFixAsync(context))!;
    }

    private static async Task AssertGoneAsync(Editor editor, string id)
    {
        await editor.AssertCompilesAsync();
        Assert.DoesNotContain(await editor.AnalyzeAsync(), problem => problem.Id == id);
    }

    private sealed class Found(IReadOnlyList<Diagnostic> problems) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(problems);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(problems.Where(problem => document.Project.Solution.GetDocument(problem.Location.SourceTree)?.Id == document.Id));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Microsoft.CodeAnalysis.Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
