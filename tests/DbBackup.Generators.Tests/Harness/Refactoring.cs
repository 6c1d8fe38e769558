using System.Diagnostics.CodeAnalysis;
using DbBackup.Generators.CodeFixes;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.Text;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Chooses in the editor what the refactoring offers at the place marked <c>[||]</c>.</summary>
internal static class Refactoring
{
    /// <summary>The result is exactly what is expected, compiles, and no analyzer has a word to say.</summary>
    public static async Task Generates(string signal, [StringSyntax("C#")] string marked, [StringSyntax("C#")] string after)
    {
        using var editor = Open(marked, out var place);
        var choices = Assert.Single(await OfferedAsync(editor, place)).NestedActions;

        await editor.ApplyAsync(Assert.Single(choices, choice => choice.Title == signal));

        Assert.Equal(after, await editor.TextAsync(0));
        await editor.AssertCompilesAsync();
        Assert.Empty(await editor.AnalyzeAsync());
    }

    public static async Task OffersNothing([StringSyntax("C#")] string marked)
    {
        using var editor = Open(marked, out var place);
        Assert.Empty(await OfferedAsync(editor, place));
    }

    public static Editor Open(string marked, out int place)
    {
        place = marked.IndexOf("[||]", StringComparison.Ordinal);
        return new Editor(Setup.Default, marked.Replace("[||]", "", StringComparison.Ordinal));
    }

    public static async Task<IReadOnlyList<CodeAction>> OfferedAsync(Editor editor, int place)
    {
        var offered = new List<CodeAction>();
        await new GenerateReceiverRefactoring().ComputeRefactoringsAsync(
            new CodeRefactoringContext(editor.Document(0), new TextSpan(place, 0), offered.Add, TestContext.Current.CancellationToken));
        return offered;
    }
}
