using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Rules;

/// <content>The method and its surroundings, before any signal is looked at.</content>
internal static partial class ReceiverRules
{
    private static Diagnostic? NotAMethod(IMethodSymbol method)
    {
        var what = method.MethodKind switch
        {
            MethodKind.Ordinary when method.ContainingType is { Name.Length: > 0 } => null,
            MethodKind.LocalFunction => $"The local function '{method.Name}'",
            MethodKind.AnonymousFunction => "A lambda",
            MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove =>
                $"The accessor of '{method.AssociatedSymbol?.Name}'",
            MethodKind.ExplicitInterfaceImplementation => $"The explicit implementation '{method.Name}'",
            _ => $"'{method.Name}'",
        };
        return what is null ? null : Descriptors.NotAMethod.At(method.Place(), what);
    }

    private static void CheckShape(IMethodSymbol method, List<Diagnostic> problems)
    {
        if (!method.IsStatic)
            Report(Descriptors.NotStatic);
        if (method.WithContainingTypes().FirstOrDefault(IsGeneric) is { } generic)
            Report(Descriptors.Generic, generic.Name);
        if (method.Blocking() is INamedTypeSymbol { IsFileLocal: true } fileLocal)
            Report(Descriptors.FileLocal, fileLocal.Name);
        else if (method.Blocking() is { } blocking)
            Report(Descriptors.Inaccessible, blocking.Name, AccessOf(blocking));
        if (method.IsExtern || (method.IsStatic && (method.IsAbstract || method.IsVirtual)))
            Report(Descriptors.NoBody, method.IsExtern ? "extern" : "a static abstract or virtual interface member");
        if (method.Has(KnownNames.Conditional))
            Report(Descriptors.UncallableAttribute, "Conditional", "the compiler would drop the call from some builds");
        if (method.Has(KnownNames.UnmanagedCallersOnly))
            Report(Descriptors.UncallableAttribute, "UnmanagedCallersOnly", "managed code may not call it");
        if (method.WithContainingTypes().FirstOrDefault(IsObsoleteAsError) is { } obsolete)
            Report(Descriptors.ObsoleteError, obsolete.Name);

        void Report(DiagnosticDescriptor descriptor, params object[] arguments) =>
            problems.Add(descriptor.At(method.Place(), [NameOf(method), .. arguments]));
    }

    private static void CheckReturnType(IMethodSymbol method, List<Diagnostic> problems)
    {
        if (method is { ReturnsVoid: true } && (method.PartialImplementationPart ?? method).IsAsync)
            problems.Add(Descriptors.AsyncVoid.At(PlaceOfReturnType(method), NameOf(method)));
        else if (!method.ReturnsVoid && !ReturnsTask(method) && !ReturnsValueTask(method) && !method.ReturnType.IsBroken())
            problems.Add(Descriptors.WrongReturnType.At(PlaceOfReturnType(method), NameOf(method), CSharpText.ReadableName(method.ReturnType)));
    }

    /// <summary>Whether it returns a <c>Task</c> that the table can wait for; a <c>Task?</c> might be none.</summary>
    public static bool ReturnsTask(IMethodSymbol method) =>
        method is { RefKind: RefKind.None, ReturnNullableAnnotation: not NullableAnnotation.Annotated } && method.ReturnType.Is(KnownNames.Task);

    /// <summary>Whether it returns a <c>ValueTask</c>.</summary>
    public static bool ReturnsValueTask(IMethodSymbol method) => method.RefKind == RefKind.None && method.ReturnType.Is(KnownNames.ValueTask);

    private static Diagnostic? Uncallable(ReceiverParameter parameter)
    {
        var what = parameter.Symbol switch
        {
            { RefKind: RefKind.Ref } => "passed by 'ref'",
            { RefKind: RefKind.Out } => "passed by 'out'",
            { RefKind: not RefKind.None } => "passed by 'in'",
            { IsParams: true } => "a 'params' list",
            { Type.IsRefLikeType: true } => "a ref struct",
            _ => parameter.Type.HasPointer ? "a pointer" : null,
        };
        return what is null ? null : Descriptors.UncallableParameter.At(parameter.Symbol.Place(), parameter.Symbol.Name, what);
    }

    private static bool IsGeneric(ISymbol symbol) => symbol is IMethodSymbol { IsGenericMethod: true } or INamedTypeSymbol { Arity: > 0 };

    private static bool IsObsoleteAsError(ISymbol symbol) => symbol.Attribute(KnownNames.Obsolete)?.ConstructorArguments is [_, { Value: true }];

    /// <summary>The accessibility in words.</summary>
    public static string AccessOf(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Internal => "internal",
        Accessibility.ProtectedOrInternal => "protected internal",
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        _ => "private protected",
    };

    private static Location PlaceOfReturnType(IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax)?.ReturnType.GetLocation() ?? method.Place();
}
