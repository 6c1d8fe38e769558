using System.Collections.Immutable;
using DbBackup.Generators.Models;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>
/// Says which libraries' receivers are in a registry's table, and what is wrong with its inclusions. The generator and the analyzers
/// both ask here; it decides on models alone, so that it runs again only when one of them changes.
/// </summary>
internal static partial class LibraryRules
{
    /// <summary>Whether the registry asks for the receivers of every reference. Two attributes are an error, but the order of files decides nothing.</summary>
    public static bool TakesAll(INamedTypeSymbol registry) =>
        registry.GetAttributes().Where(attribute => attribute.AttributeClass.Is(KnownNames.ReceiverRegistryAttribute))
            .SelectMany(attribute => attribute.NamedArguments)
            .Any(argument => argument is { Key: "Discovery", Value: { Kind: TypedConstantKind.Enum, Value: 1 } });

    /// <summary>The registry's <c>[IncludeReceivers]</c> without those that the compiler rejects.</summary>
    public static IEnumerable<AttributeData> Attributes(INamedTypeSymbol registry) =>
        registry.GetAttributes().Where(attribute =>
            attribute.AttributeClass.Is(KnownNames.IncludeReceiversAttribute, arity: 1) && !attribute.AttributeClass!.TypeArguments[0].IsBroken());

    /// <summary>The model of one of <see cref="Attributes"/>.</summary>
    public static InclusionModel Inclusion(AttributeData attribute, IAssemblySymbol own)
    {
        var type = attribute.AttributeClass!.TypeArguments[0];
        return new InclusionModel(
            CSharpText.ReadableName(type),
            type is INamedTypeSymbol { Arity: 0 } named ? CSharpText.DottedName(named) : null,
            type.ContainingAssembly?.Identity.Name ?? "",
            SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, own),
            Except(attribute).ToEquatableArray(),
            Library(type as INamedTypeSymbol, isOwn: false));
    }

    /// <summary>A type, after the alias, when it adds services and a registry can call it; else <see langword="null"/>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isOwn">Whether the registry is in its assembly; elsewhere it must be public.</param>
    public static string? Library(INamedTypeSymbol? type, bool isOwn) =>
        type is not null && IsLibrary(type) && Hidden(type, isOwn) is null ? CSharpText.QualifiedName(type) : null;

    /// <summary>Whether the type adds services.</summary>
    public static bool IsLibrary(ISymbol symbol) =>
        symbol is INamedTypeSymbol { IsStatic: false, TypeKind: TypeKind.Class or TypeKind.Struct } type
        && type.AllInterfaces.Any(implemented => implemented.Is(KnownNames.ReceiverLibrary));

    /// <summary>The type, or the outermost one around it, for which a registry cannot name it.</summary>
    public static ISymbol? Hidden(INamedTypeSymbol type, bool isOwn) => type.WithContainingTypes().LastOrDefault(part =>
        part is INamedTypeSymbol { Arity: > 0 } || part.IsBlocking() || (!isOwn && part.DeclaredAccessibility != Accessibility.Public));

    /// <summary>What such a type is, and the remedy.</summary>
    public static string WhyHidden(ISymbol hidden, bool isOwn) => hidden switch
    {
        INamedTypeSymbol { Arity: > 0 } => "generic; remove its type parameters",
        INamedTypeSymbol { IsFileLocal: true } => $"file-local; make it {(isOwn ? "internal" : "public")}",
        _ => $"{ReceiverRules.AccessOf(hidden)}; make it {(isOwn ? "internal" : "public")}",
    };

    /// <summary>The libraries' receivers that the registry takes, and what is wrong with how it asks for them.</summary>
    public static LibraryVerdict Check(bool takesAll, EquatableArray<InclusionModel> inclusions, EquatableArray<LibraryModel> libraries)
    {
        var included = new Dictionary<IncludedModel, int>();
        var problems = ImmutableArray.CreateBuilder<LibraryProblem>();
        for (var i = 0; i < inclusions.Count; i++)
            Include(inclusions[i], i);
        if (takesAll)
        {
            foreach (var library in libraries.Where(library => !inclusions.Any(inclusion => inclusion.Assembly == library.Name)))
                Take(library, library.Exports, -1);
        }
        return new LibraryVerdict([.. included.Select(receiver => (receiver.Key, receiver.Value)).OrderBy(receiver => receiver.Key, Order)], problems.ToImmutable());

        void Include(InclusionModel inclusion, int index)
        {
            var library = libraries.FirstOrDefault(library => library.Name == inclusion.Assembly);
            if (inclusion.IsOwn || library is null)
            {
                Report(Descriptors.NothingExported, index, inclusion.Name, inclusion.IsOwn ? OwnAssembly : $"'{AssemblyOf(inclusion)}' exports no receivers; name a type of a library that does, or remove the attribute");
                return;
            }

            var offered = Offered(inclusion, library);
            foreach (var id in inclusion.Except.Where(id => library.Unreadable is null && offered.All(export => export.Id != id)))
                problems.Add(Unknown(id, inclusion, offered, index));
            Take(library, offered.Where(export => !inclusion.Except.Contains(export.Id)), index);
        }

        void Take(LibraryModel library, IEnumerable<ExportModel> exports, int index)
        {
            if (library.Unreadable is { } what)
            {
                Report(Descriptors.NewerSchema, index, library.Name, what);
                return;
            }
            foreach (var receiver in exports.Select(export => new IncludedModel(library.Name, library.Alias, export)))
            {
                if (!included.ContainsKey(receiver))
                    included.Add(receiver, index);
            }
        }

        void Report(DiagnosticDescriptor descriptor, int index, params object[] arguments) =>
            problems.Add(new LibraryProblem(descriptor, index, Except: null, [.. arguments]));
    }

    /// <summary>
    /// The libraries' receivers whose id is taken for the same signal, by a receiver of the assembly itself or by a library that comes earlier
    /// in the order of names.
    /// </summary>
    public static IEnumerable<LibraryProblem> Duplicates(string assembly, IEnumerable<(string Id, string Signal)> own, LibraryVerdict verdict)
    {
        var taken = new Dictionary<(string, string), string>();
        foreach (var key in own)
            taken[key] = assembly;
        foreach (var (receiver, inclusion) in verdict.Included.OrderBy(included => included.Receiver.Assembly, StringComparer.Ordinal))
        {
            var key = (receiver.Export.Id, receiver.Export.Signal);
            if (taken.TryGetValue(key, out var first))
                yield return new LibraryProblem(Descriptors.DuplicateExportedId, inclusion, Except: null, [receiver.Assembly, receiver.Export.Id, receiver.Export.Signal, first]);
            else
                taken.Add(key, receiver.Assembly);
        }
    }

    private const string OwnAssembly = "the receivers of this assembly are in its registries already; remove the attribute";

    private static readonly IComparer<IncludedModel> Order = Comparer<IncludedModel>.Create((x, y) =>
        x.Export.Order.CompareTo(y.Export.Order) is not 0 and var byOrder ? byOrder
        : string.CompareOrdinal(x.Assembly, y.Assembly) is not 0 and var byAssembly ? byAssembly
        : string.CompareOrdinal(x.Export.Id, y.Export.Id) is not 0 and var byId ? byId
        : x.Export.SignalNumber.CompareTo(y.Export.SignalNumber) is not 0 and var bySignal ? bySignal
        : string.CompareOrdinal(x.Export.Call, y.Export.Call));

    /// <summary>What the type itself declares, or, when it declares nothing, all of its assembly.</summary>
    private static ImmutableArray<ExportModel> Offered(InclusionModel inclusion, LibraryModel library)
    {
        var declared = library.Exports.Where(export =>
            inclusion.Type is { } type && (export.Type == type || export.Type.StartsWith(type + ".", StringComparison.Ordinal))).ToImmutableArray();
        return declared.IsEmpty ? [.. library.Exports] : declared;
    }

    private static LibraryProblem Unknown(string id, InclusionModel inclusion, ImmutableArray<ExportModel> offered, int index)
    {
        var ids = offered.Select(export => export.Id).Distinct().ToArray();
        var meant = NearestName.Of(id, ids);
        return new LibraryProblem(
            Descriptors.UnknownExcept, index, id, [inclusion.Name, id, meant is null ? "." : $"; did you mean '{meant}'?", string.Join(", ", ids)]);
    }

    private static string AssemblyOf(InclusionModel inclusion) => inclusion.Assembly.Length == 0 ? inclusion.Name : inclusion.Assembly;

    private static IEnumerable<string> Except(AttributeData attribute) =>
        from argument in attribute.NamedArguments
        where argument is { Key: "Except", Value: { Kind: TypedConstantKind.Array, IsNull: false } }
        from value in argument.Value.Values
        where value.Kind == TypedConstantKind.Primitive || value.IsNull
        select value.Value as string ?? "";
}
