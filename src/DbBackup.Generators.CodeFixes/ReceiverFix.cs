using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace DbBackup.Generators.CodeFixes;

/// <summary>
/// What every fix has in common: it finds a correction for one diagnostic, and the corrections of one or of all diagnostics are
/// written down in one editor. So Fix All does the same as each fix alone, and two that meet in one declaration do not exclude each other.
/// </summary>
public abstract class ReceiverFix : CodeFixProvider
{
    private readonly string _name;

    private protected ReceiverFix(string name, params string[] ids) => (_name, FixableDiagnosticIds) = (name, [.. ids]);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new Everywhere(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } correction)
                context.RegisterCodeFix(Action(correction.Title, token => ApplyAsync(context.Document.Project.Solution, [correction], token)), diagnostic);
        }
    }

    /// <summary>How to put the code right, or <see langword="null"/> where that takes a human.</summary>
    private protected abstract Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token);

    private async Task<Correction?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken token) =>
        await DiagnosedCode.FindAsync(document, diagnostic, token).ConfigureAwait(false) is { } code
            ? await FindAsync(code, token).ConfigureAwait(false)
            : null;

    private CodeAction Action(string title, Func<CancellationToken, Task<Solution>> change) => CodeAction.Create(title, change, equivalenceKey: _name);

    private static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<Correction> corrections, CancellationToken token)
    {
        var editor = new SolutionEditor(solution);
        foreach (var correction in corrections)
            await correction.ApplyAsync(editor, token).ConfigureAwait(false);
        return editor.GetChangedSolution();
    }

    private sealed class Everywhere(ReceiverFix fix) : FixAllProvider
    {
        public override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
            Task.FromResult<CodeAction?>(fix.Action(fix._name, token => FixAsync(context.WithCancellationToken(token))));

        private async Task<Solution> FixAsync(FixAllContext context)
        {
            var corrections = new List<Correction>();
            foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
            {
                if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                    && await fix.FindAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } correction)
                    corrections.Add(correction);
            }
            return await ApplyAsync(context.Solution, corrections, context.CancellationToken).ConfigureAwait(false);
        }

        private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(FixAllContext context)
        {
            if (context is { Scope: FixAllScope.Document, Document: { } document })
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

            var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
            var found = new List<Diagnostic>();
            foreach (var project in projects.Where(project => project.Language == LanguageNames.CSharp))
                found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
            return found;
        }
    }
}
