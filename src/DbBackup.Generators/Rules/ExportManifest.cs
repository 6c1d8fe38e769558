using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>Reads what referenced assemblies export, from their attributes alone.</summary>
internal static class ExportManifest
{
    /// <summary>The version of the attributes that this generator writes, and the newest that it reads.</summary>
    public const int Schema = 1;

    // A compilation that differs by an edit has the same symbols of its references, so that a keystroke reads nothing again.
    private static readonly ConditionalWeakTable<IAssemblySymbol, Read> Known = new();

    /// <summary>Whether the receivers of this compilation are exported: those of a library are, and nobody references what an executable has.</summary>
    public static bool IsWritten(Compilation compilation) => compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The referenced assemblies that export receivers, by name.</summary>
    public static EquatableArray<LibraryModel> Libraries(Compilation compilation, CancellationToken token)
    {
        var libraries = ImmutableArray.CreateBuilder<LibraryModel>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            token.ThrowIfCancellationRequested();
            if (Known.GetValue(assembly, static assembly => new Read(Of(assembly))).Library is not { } library)
                continue;
            var alias = ExternAliases.Of(assembly, compilation) ?? LibraryModel.Global;
            libraries.Add(library.Alias == alias ? library : library with { Alias = alias });
        }
        libraries.Sort((x, y) => string.CompareOrdinal(x.Name, y.Name));
        return new(libraries.ToImmutable());
    }

    /// <summary>What an assembly exports, or <see langword="null"/> when it exports nothing.</summary>
    public static LibraryModel? Of(IAssemblySymbol assembly)
    {
        // Most references do not know this library at all; to decode their attributes would be most of the work.
        if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == KnownNames.Library)))
            return null;

        var attributes = assembly.GetAttributes();
        if (attributes.FirstOrDefault(attribute => attribute.AttributeClass.Is(KnownNames.ExportedReceiversAttribute)) is not { } manifest)
            return null;
        if (manifest.ConstructorArguments is not [{ Value: int schema }, ..])
            return Unreadable("by a schema");
        if (schema > Schema || manifest.ConstructorArguments is not [_, { Value: INamedTypeSymbol calls }])
            return Unreadable($"by schema {schema}");

        var exports = attributes.Where(attribute => attribute.AttributeClass.Is(KnownNames.ExportedReceiverAttribute)).Select(attribute => Export(attribute, calls)).ToArray();
        return exports.Contains(null)
            ? Unreadable("for signals")
            : new LibraryModel(
                assembly.Identity.Name,
                LibraryModel.Global,
                Unreadable: null,
                exports.OfType<ExportModel>().OrderBy(export => export.Id, StringComparer.Ordinal).ThenBy(export => export.SignalNumber).ToEquatableArray());

        LibraryModel Unreadable(string what) => new(assembly.Identity.Name, LibraryModel.Global, what, default);
    }

    private static ExportModel? Export(AttributeData attribute, INamedTypeSymbol calls)
    {
        if (attribute.ConstructorArguments is not
            [
                { Value: string id },
                { Kind: TypedConstantKind.Enum, Value: int signal },
                { Value: string type },
                { Value: string call },
                { Value: string source },
            ]
            || SignalContract.Find(attribute.AttributeClass!.ContainingAssembly, signal) is not { } contract)
        {
            return null;
        }
        return new ExportModel(
            id, contract.Name, signal, type, CSharpText.QualifiedName(calls) + "." + CSharpText.Identifier(call), source,
            Named("Order") as int? ?? 0, Named("Database") as string, Named("TimeoutSeconds") as int? ?? 0, LibraryRules.Library(TypeOf(calls.ContainingAssembly, type), isOwn: false));

        object? Named(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Primitive } value ? value.Value : null;
    }

    /// <summary>The type of a dotted name: any of its dots may be that of a nested type.</summary>
    private static INamedTypeSymbol? TypeOf(IAssemblySymbol assembly, string name)
    {
        for (var dot = name.Length; dot >= 0; dot = name.LastIndexOf('.'))
        {
            if (dot < name.Length)
                name = name.Substring(0, dot) + "+" + name.Substring(dot + 1);
            if (assembly.GetTypeByMetadataName(name) is { } type)
                return type;
        }
        return null;
    }

    private sealed class Read(LibraryModel? library)
    {
        public LibraryModel? Library { get; } = library;
    }
}
