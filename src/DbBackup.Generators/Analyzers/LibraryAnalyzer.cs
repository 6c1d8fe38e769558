using System.Collections.Concurrent;
using System.Collections.Immutable;
using DbBackup.Generators.Models;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Analyzers;

/// <summary>Reports what is wrong with how a registry includes libraries, and which libraries no registry includes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LibraryAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of <see cref="Descriptors.NotIncluded"/> that has the types by which a fix can include the library, in order of preference.</summary>
    internal const string Types = "Types";

    /// <summary>What stands between two of <see cref="Types"/>.</summary>
    internal const char Separator = ';';

    private const int ShownIds = 5, OfferedTypes = 10;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.NothingExported, Descriptors.UnknownExcept, Descriptors.NewerSchema, Descriptors.NotIncluded];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var registries = new ConcurrentBag<INamedTypeSymbol>();
            start.RegisterSymbolAction(symbol => CheckInclusions(symbol, registries), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => CheckLibraries(end, registries));
        });
    }

    private static void CheckInclusions(SymbolAnalysisContext context, ConcurrentBag<INamedTypeSymbol> registries)
    {
        if (!RegistryRules.IsRegistry(context.Symbol))
            return;
        var registry = (INamedTypeSymbol)context.Symbol;
        registries.Add(registry);
        foreach (var problem in LibraryRules.Check(registry, context.Compilation, context.CancellationToken).Problems)
            context.ReportDiagnostic(problem.At(LibraryRules.PlaceOf(problem, registry)));
    }

    private static void CheckLibraries(CompilationAnalysisContext context, ConcurrentBag<INamedTypeSymbol> registries)
    {
        if (registries.OrderBy(CSharpText.DottedName, StringComparer.Ordinal).FirstOrDefault() is not { } first)
            return;
        foreach (var library in LibraryRules.NotIncluded(registries, ExportManifest.Libraries(context.Compilation, context.CancellationToken)))
            context.ReportDiagnostic(NotIncluded(library, first, context.Compilation));
    }

    private static Diagnostic NotIncluded(LibraryModel library, INamedTypeSymbol registry, Compilation compilation)
    {
        var assembly = compilation.SourceModule.ReferencedAssemblySymbols.First(assembly => assembly.Identity.Name == library.Name);
        var types = LibraryRules.Markers(library, assembly).Take(OfferedTypes).ToArray();
        var ids = library.Exports.Select(export => export.Id).Distinct().ToArray();
        var shown = string.Join(", ", ids.Take(ShownIds)) + (ids.Length > ShownIds ? ", …" : "");
        return Diagnostic.Create(
            Descriptors.NotIncluded,
            registry.Place(),
            ImmutableDictionary<string, string?>.Empty.Add(Types, string.Join(Separator.ToString(), types.Select(CSharpText.FullName))),
            library.Name, shown, types.FirstOrDefault()?.Name ?? "…");
    }
}
