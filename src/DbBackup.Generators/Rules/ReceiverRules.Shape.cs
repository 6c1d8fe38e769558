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

    private static IEnumerable<Diagnostic> Shape(IMethodSymbol method)
    {
        var name = NameOf(method);
        if (!method.IsStatic)
            yield return Report(Descriptors.NotStatic, name);
        if (method.WithContainingTypes().FirstOrDefault(IsGeneric) is { } generic)
            yield return Report(Descriptors.Generic, name, generic.Name);
        if (method.Blocking() is { } blocking)
        {
            yield return blocking is INamedTypeSymbol { IsFileLocal: true }
                ? Report(Descriptors.FileLocal, name, blocking.Name)
                : Report(Descriptors.Inaccessible, name, blocking.Name, AccessOf(blocking));
        }
        if (method.IsExtern || (method.IsStatic && (method.IsAbstract || method.IsVirtual)))
            yield return Report(Descriptors.NoBody, name, method.IsExtern ? "extern" : "a static abstract or virtual interface member");
        if (method.Has(KnownNames.Conditional))
            yield return Report(Descriptors.UncallableAttribute, name, "Conditional", "the compiler would drop the call from some builds");
        if (method.Has(KnownNames.UnmanagedCallersOnly))
            yield return Report(Descriptors.UncallableAttribute, name, "UnmanagedCallersOnly", "managed code may not call it");
        if (method.WithContainingTypes().FirstOrDefault(IsObsoleteAsError) is { } obsolete)
            yield return Report(Descriptors.ObsoleteError, name, obsolete.Name);

        Diagnostic Report(DiagnosticDescriptor descriptor, params object[] arguments) => descriptor.At(method.Place(), arguments);
    }

    private static IEnumerable<Diagnostic> Returns(IMethodSymbol method)
    {
        if (method is { ReturnsVoid: true } && (method.PartialImplementationPart ?? method).IsAsync)
            yield return Descriptors.AsyncVoid.At(PlaceOfReturnType(method), NameOf(method));
        else if (!method.ReturnsVoid && !method.ReturnType.IsBroken() && !ReturnsTask(method) && !ReturnsValueTask(method))
            yield return Descriptors.WrongReturnType.At(PlaceOfReturnType(method), NameOf(method), CSharpText.ReadableName(method.ReturnType));
    }

    /// <summary>Whether it returns a <c>Task</c> that the table can wait for; a <c>Task?</c> might be none.</summary>
    public static bool ReturnsTask(IMethodSymbol method) =>
        method is { RefKind: RefKind.None, ReturnNullableAnnotation: not NullableAnnotation.Annotated } && method.ReturnType.Is(KnownNames.Task);

    /// <summary>Whether it returns a <c>ValueTask</c>.</summary>
    public static bool ReturnsValueTask(IMethodSymbol method) => method.RefKind == RefKind.None && method.ReturnType.Is(KnownNames.ValueTask);

    private static Diagnostic? UncallableParameter(IParameterSymbol parameter)
    {
        var what = parameter switch
        {
            { RefKind: RefKind.Ref } => "passed by 'ref'",
            { RefKind: RefKind.Out } => "passed by 'out'",
            { RefKind: not RefKind.None } => "passed by 'in'",
            { IsParams: true } => "a 'params' list",
            { Type.IsRefLikeType: true } => "a ref struct",
            _ => HasPointer(parameter.Type) ? "a pointer" : null,
        };
        return what is null ? null : Descriptors.UncallableParameter.At(parameter.Place(), parameter.Name, what);
    }

    private static bool HasPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer),
        _ => false,
    };

    private static bool IsGeneric(ISymbol symbol) => symbol is IMethodSymbol { IsGenericMethod: true } or INamedTypeSymbol { Arity: > 0 };

    private static bool IsObsoleteAsError(ISymbol symbol) => symbol.Attribute(KnownNames.Obsolete)?.ConstructorArguments is [_, { Value: true }];

    private static string AccessOf(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Private => "private",
        Accessibility.Protected => "protected",
        _ => "private protected",
    };

    private static Location PlaceOfReturnType(IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax)?.ReturnType.GetLocation() ?? method.Place();
}
