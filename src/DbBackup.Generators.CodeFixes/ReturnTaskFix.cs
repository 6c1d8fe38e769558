using System.Composition;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Lets an <c>async void</c> receiver return a task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix)), Shared]
public sealed class ReturnTaskFix() : ReceiverFix("Return Task from asynchronous receivers", DiagnosticIds.DBB0010AsyncVoid)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { } method
            || code.Compilation.GetTypeByMetadataName(KnownNames.Task) is not { } task
            || !Declarations.AreEditable(method, code.Solution, token))
            return Task.FromResult<Correction?>(null);

        var types = Declarations.Of(method, token).OfType<MethodDeclarationSyntax>().Select(declaration => declaration.ReturnType).ToArray();
        return Task.FromResult<Correction?>(new Correction($"Let '{method.Name}' return Task", async (editor, token) =>
        {
            foreach (var type in types)
                await editor.ReplaceAsync(type, (current, generator) => generator.NameOf(task, type, code.Compilation).WithTriviaFrom(current), token).ConfigureAwait(false);
        }));
    }
}
