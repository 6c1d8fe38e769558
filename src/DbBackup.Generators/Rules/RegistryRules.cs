using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DbBackup.Generators.Rules;

/// <summary>Says of a class with <c>[ReceiverRegistry]</c> whether the table can be written into it.</summary>
internal static class RegistryRules
{
    public static bool IsRegistry(ISymbol type) => type.Has(KnownNames.ReceiverRegistryAttribute);

    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol registry, Compilation compilation)
    {
        var library = registry.Attribute(KnownNames.ReceiverRegistryAttribute)?.AttributeClass?.ContainingAssembly;
        if (ExternAliases.Of(library, compilation) is { } alias)
            yield return Descriptors.ExternAlias.At(registry.Place(), $"what '{registry.Name}' derives from", library!.Name, alias);
        foreach (var part in registry.WithContainingTypes().Where(part => !IsPartial(part)))
            yield return Descriptors.RegistryNotPartial.At(part.Place(), registry.Name, part.Name);

        if (What(registry) is { } shape)
            yield return Descriptors.RegistryShape.At(registry.Place(), registry.Name, shape.Part.Name, shape.What);
        else if (!HasTable(registry.BaseType) && registry.BaseType?.TypeKind != TypeKind.Error)
            yield return Descriptors.RegistryWrongBase.At(registry.Place(), registry.Name);

        // Overloads may stand beside the table; anything else of its name may not.
        var tables = registry.GetMembers(KnownNames.CreateTable).Where(member => member is not IMethodSymbol { Parameters.Length: > 0 });
        if (tables.FirstOrDefault(table => !IsGenerated(table)) is { } own)
            yield return Descriptors.RegistryOverridesTable.At(own.Place(), registry.Name);
    }

    /// <summary>
    /// Whether the class does not compile (CS0534) without the table that cannot be written into it. A build stops there, before any
    /// analyzer, so that the generator must say why.
    /// </summary>
    public static bool LacksTable(INamedTypeSymbol registry) =>
        !registry.IsAbstract && HasTable(registry.BaseType) && registry.GetMembers(KnownNames.CreateTable).IsEmpty;

    /// <summary>Whether the generator wrote it. The analyzers see what the generator adds; the generator itself does not.</summary>
    public static bool IsGenerated(ISymbol member) =>
        member.Attribute(KnownNames.GeneratedCode)?.ConstructorArguments is [{ Value: KnownNames.Tool }, ..];

    /// <summary>Whether no library adds to the table, nor one that is referenced could.</summary>
    public static bool IsAlone(INamedTypeSymbol registry, Compilation compilation, CancellationToken token) =>
        !registry.GetAttributes().Any(attribute => attribute.AttributeClass.Is(KnownNames.IncludeReceiversAttribute, arity: 1))
        && ExportManifest.Libraries(compilation, token).Count == 0;

    /// <summary>Whether code elsewhere could hardly use the registry.</summary>
    public static bool MustBeUsed(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>
    /// Whether code of the project mentions the registry. By its name alone: to bind every body for this would cost more than it is worth.
    /// </summary>
    public static bool IsUsed(INamedTypeSymbol registry, Compilation compilation, CancellationToken token)
    {
        var written = registry.GetMembers(KnownNames.CreateTable).Where(IsGenerated).SelectMany(table => table.DeclaringSyntaxReferences).Select(reference => reference.SyntaxTree).ToArray();
        return compilation.SyntaxTrees.Except(written).Any(tree => Mentions(tree, registry.Name, token));
    }

    private static bool Mentions(SyntaxTree tree, string name, CancellationToken token)
    {
        var text = tree.GetText(token).ToString();
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var found = tree.GetRoot(token).FindToken(at);
            if (found.ValueText == name && found.Span.Contains(at) && found.Parent is IdentifierNameSyntax)
                return true;
        }
        return false;
    }

    /// <summary>Whether it derives from the library's registry, and not from a class of the same name that has nothing to override.</summary>
    private static bool HasTable(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Is(KnownNames.ReceiverRegistry))
                return type.GetMembers(KnownNames.CreateTable) is [IMethodSymbol { IsAbstract: true }];
        return false;
    }

    private static bool IsPartial(ISymbol type) => type.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax() is not MemberDeclarationSyntax declaration || declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static (ISymbol Part, string What)? What(INamedTypeSymbol registry)
    {
        if (registry.WithContainingTypes().FirstOrDefault(part => part is INamedTypeSymbol { Arity: > 0 }) is { } generic)
            return (generic, "generic");
        if (registry.WithContainingTypes().FirstOrDefault(part => part is INamedTypeSymbol { IsFileLocal: true }) is { } fileLocal)
            return (fileLocal, "file-local, and the table is in another file");
        return registry switch
        {
            { IsStatic: true } => (registry, "static"),
            { IsAbstract: true } => (registry, "abstract"),
            { IsRecord: true } => (registry, "a record"),
            _ => null,
        };
    }
}
