using System.Collections.Immutable;
using System.Composition;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Adds to a class a receiver of the signal that one chooses, with everything that the signal sends.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(GenerateReceiverRefactoring)), Shared]
public sealed class GenerateReceiverRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        // Inside a member the node would be the member's.
        if (root?.FindNode(context.Span) is not TypeDeclarationSyntax declaration || declaration is InterfaceDeclarationSyntax)
            return;
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model?.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type || !MayHold(type))
            return;
        if (model.Compilation.GetTypeByMetadataName(KnownNames.ReceiverAttribute) is not { } attribute)
            return;

        ImmutableArray<CodeAction> choices =
        [
            .. from signal in SignalContract.All(attribute.ContainingAssembly)
               let receiver = new NewReceiver(signal, attribute, NameFor(signal, type), declaration, model)
               select CodeAction.Create(signal.Name, token => AddAsync(document, declaration, receiver, token), "Generate a receiver of " + signal.Name),
        ];
        if (!choices.IsEmpty)
            context.RegisterRefactoring(CodeAction.Create("Generate a receiver", choices, isInlinable: false));
    }

    private static bool MayHold(INamedTypeSymbol type) =>
        !type.IsNameless() && type.Blocking() is null && !type.WithContainingTypes().Any(part => part is INamedTypeSymbol { Arity: > 0 });

    private static string NameFor(SignalContract signal, INamedTypeSymbol type)
    {
        var name = "On" + signal.Name;
        for (var i = 2; !type.GetMembers(name).IsEmpty || type.Name == name; i++)
            name = $"On{signal.Name}{i}";
        return name;
    }

    private static async Task<Document> AddAsync(Document document, TypeDeclarationSyntax declaration, NewReceiver receiver, CancellationToken token)
    {
        var editor = await DocumentEditor.CreateAsync(document, token).ConfigureAwait(false);
        var text = await document.GetTextAsync(token).ConfigureAwait(false);
        editor.ReplaceNode(declaration, (current, generator) => receiver.AddTo((TypeDeclarationSyntax)current, generator, Layout.Of(declaration, text)));
        return editor.GetChangedDocument();
    }
}
