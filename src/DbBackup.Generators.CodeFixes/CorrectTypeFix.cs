using System.Composition;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.CodeFixes;

/// <summary>Gives a parameter the type of the argument that its signals send by its name, or of the context that they send.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectTypeFix)), Shared]
public sealed class CorrectTypeFix() : ReceiverFix("Correct the types of parameters", DiagnosticIds.DBB0005WrongContext, DiagnosticIds.DBB0006WrongType)
{
    private protected override Task<Correction?> FindAsync(DiagnosedCode code, CancellationToken token) => Task.FromResult(Find(code, token));

    private static Correction? Find(DiagnosedCode code, CancellationToken token)
    {
        if (code.Method(token) is not { } method || code.Parameter(method) is not { } parameter || !Declarations.AreEditable(method, code.Solution, token))
            return null;
        SignalContract[] signals = [.. ReceiverRules.Signals(method)];
        if ((code.Diagnostic.Id == DiagnosticIds.DBB0005WrongContext ? SharedContext(signals) : SharedType(signals, parameter, code.Compilation)) is not { } right)
            return null;
        if (!code.Model.GetNullableContext(code.Node.SpanStart).AnnotationsEnabled())
            right = right.WithNullableAnnotation(NullableAnnotation.None);

        TypeSyntax[] types =
        [
            .. from declaration in Declarations.Of(method, token).OfType<MethodDeclarationSyntax>()
               where parameter.Ordinal < declaration.ParameterList.Parameters.Count
               select declaration.ParameterList.Parameters[parameter.Ordinal].Type into type
               where type is not null
               select type,
        ];
        return new Correction($"Declare '{parameter.Name}' as {CSharpText.ReadableName(right)}", async (editor, token) =>
        {
            foreach (var type in types)
                await editor.ReplaceAsync(type, (current, generator) => generator.NameOf(right, type, code.Compilation).WithTriviaFrom(current), token).ConfigureAwait(false);
        });
    }

    /// <summary>The most derived context that all of the signals send.</summary>
    private static ITypeSymbol? SharedContext(SignalContract[] signals)
    {
        for (var context = signals.FirstOrDefault()?.Context; context is not null; context = context.BaseType)
            if (context.DerivesFrom(KnownNames.SignalContext) && signals.All(signal => IsOrDerivesFrom(signal.Context, context)))
                return context;
        return null;
    }

    /// <summary>One of the types that the signals send by this name, to which all of them convert.</summary>
    private static ITypeSymbol? SharedType(SignalContract[] signals, IParameterSymbol parameter, Compilation compilation)
    {
        ITypeSymbol[] sent = [.. signals.SelectMany(signal => signal.Offers).Where(offer => offer.Name == parameter.Name).Select(offer => offer.Property.Type)];
        return sent.Length == signals.Length ? sent.FirstOrDefault(type => sent.All(other => ParameterBinder.Converts(compilation, other, type))) : null;
    }

    private static bool IsOrDerivesFrom(INamedTypeSymbol? type, INamedTypeSymbol wanted)
    {
        for (; type is not null; type = type.BaseType)
            if (SymbolEqualityComparer.Default.Equals(type, wanted))
                return true;
        return false;
    }
}
