using System.Collections.Concurrent;
using System.Collections.Immutable;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators.Analyzers;

/// <summary>
/// Reports what only the whole compilation shows: ids and orders that are taken, receivers that nothing calls, receivers that the
/// generator did not see and so left out of the table, registries that are empty or unused, and services that no registry adds.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.DuplicateId, Descriptors.NeverCalled, Descriptors.LeftOut, Descriptors.DuplicateExportedId, Descriptors.RegistryNeverUsed,
        Descriptors.RegistryEmpty, Descriptors.SameOrder, Descriptors.ServicesNotAdded,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var receivers = new ConcurrentBag<IMethodSymbol>();
            var registries = new ConcurrentBag<INamedTypeSymbol>();
            var libraries = new ConcurrentBag<INamedTypeSymbol>();
            start.RegisterSymbolAction(symbol => Collect(symbol.Symbol, ReceiverRules.IsReceiver, receivers), SymbolKind.Method);
            start.RegisterSymbolAction(symbol => Collect(symbol.Symbol, RegistryRules.IsRegistry, registries), SymbolKind.NamedType);
            start.RegisterSymbolAction(symbol => Collect(symbol.Symbol, LibraryRules.IsLibrary, libraries), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => CheckTable(end, receivers, registries));
            start.RegisterCompilationEndAction(end => CheckServices(end, libraries, isOwn: !registries.IsEmpty || !ExportManifest.IsWritten(end.Compilation)));
        });
    }

    private static void Collect<T>(ISymbol symbol, Func<ISymbol, bool> isWanted, ConcurrentBag<T> found) where T : ISymbol
    {
        if (isWanted(symbol))
            found.Add((T)symbol);
    }

    private static void CheckTable(CompilationAnalysisContext context, ConcurrentBag<IMethodSymbol> receivers, ConcurrentBag<INamedTypeSymbol> registries)
    {
        Entry[] entries =
        [
            .. from method in receivers
               let verdict = ReceiverRules.Check(method, context.Compilation, withAdvice: false)
               where verdict.IsCallable
               from subscription in verdict.Subscriptions
               select new Entry(method, subscription),
        ];
        // As in the table, so that the one that comes later is the duplicate.
        entries = [.. entries.OrderBy(entry => entry.Place.File, StringComparer.Ordinal).ThenBy(entry => entry.Place.Line)];

        var problems = Duplicates(entries)
            .Concat(SameOrders(entries))
            .Concat(registries.IsEmpty ? WithoutRegistry(entries, context.Compilation) : registries.SelectMany(registry => LeftOut(registry, entries)))
            .Concat(DuplicatesInLibraries(entries, registries, context))
            .Concat(receivers.IsEmpty ? Empty(registries, context) : [])
            .Concat(NeverUsed(registries, context));
        foreach (var problem in problems)
            context.ReportDiagnostic(problem);
    }

    private static void CheckServices(CompilationAnalysisContext context, IEnumerable<INamedTypeSymbol> libraries, bool isOwn)
    {
        foreach (var library in libraries)
        {
            if (LibraryRules.Hidden(library, isOwn) is { } hidden)
                context.ReportDiagnostic(Descriptors.ServicesNotAdded.At(library.Place(), library.Name, hidden.Name, LibraryRules.WhyHidden(hidden, isOwn)));
        }
    }

    private static IEnumerable<Diagnostic> Duplicates(Entry[] entries) =>
        from same in ReceiverRules.Duplicates(entries, entry => (entry.Id, entry.Signal))
        let first = same.First
        select Descriptors.DuplicateId.At(same.Duplicate.Method.Place(), first.Signal, first.Id, CSharpText.Source(first.Method.Place()));

    private static IEnumerable<Diagnostic> SameOrders(Entry[] entries) =>
        from same in ReceiverRules.SameOrders(entries, entry => entry.Subscription)
        let first = same.First
        let again = same.Again.Subscription.Arguments
        select Descriptors.SameOrder.At(
            again.PlaceOf(nameof(again.Order)), first.Signal, again.Order, ReceiverRules.NameOf(first.Method), CSharpText.Source(first.Method.Place()), ReceiverRules.NameOf(same.Again.Method));

    private static IEnumerable<Diagnostic> Empty(IEnumerable<INamedTypeSymbol> registries, CompilationAnalysisContext context) =>
        from registry in registries
        where RegistryRules.IsAlone(registry, context.Compilation, context.CancellationToken) && !RegistryRules.Check(registry, context.Compilation).Any()
        select Descriptors.RegistryEmpty.At(registry.Place(), registry.Name);

    private static IEnumerable<Diagnostic> NeverUsed(IEnumerable<INamedTypeSymbol> registries, CompilationAnalysisContext context) =>
        from registry in registries
        where RegistryRules.MustBeUsed(context.Compilation)
            && !RegistryRules.Check(registry, context.Compilation).Any()
            && !RegistryRules.IsUsed(registry, context.Compilation, context.CancellationToken)
        select Descriptors.RegistryNeverUsed.At(registry.Place(), registry.Name);

    private static IEnumerable<Diagnostic> DuplicatesInLibraries(Entry[] entries, IEnumerable<INamedTypeSymbol> registries, CompilationAnalysisContext context)
    {
        var own = entries.Select(entry => (entry.Id, entry.Signal)).ToArray();
        return
            from registry in registries
            let verdict = LibraryRules.Check(registry, context.Compilation, context.CancellationToken)
            from problem in LibraryRules.Duplicates(context.Compilation.AssemblyName ?? "", own, verdict)
            select problem.At(LibraryRules.PlaceOf(problem, registry));
    }

    /// <summary>A library offers its receivers to applications; whatever else is compiled needs a registry of its own.</summary>
    private static IEnumerable<Diagnostic> WithoutRegistry(Entry[] entries, Compilation compilation) =>
        ExportManifest.IsWritten(compilation)
            ? NotExported(entries, compilation)
            : entries.Select(entry => entry.Method).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
                .Select(method => Descriptors.NeverCalled.At(method.Place(), ReceiverRules.NameOf(method)));

    /// <summary>Holds what the library exports against the receivers as they stand after every generator has run.</summary>
    private static IEnumerable<Diagnostic> NotExported(Entry[] entries, Compilation compilation)
    {
        var written = new HashSet<(string, string)>(ExportManifest.Of(compilation.Assembly)?.Exports.Select(export => (export.Id, export.Signal)) ?? []);
        return
            from entry in entries
            where !written.Contains((entry.Id, entry.Signal))
            select Descriptors.LeftOut.At(entry.Method.Place(), "The exports of this library lack", ReceiverRules.NameOf(entry.Method), entry.Signal);
    }

    /// <summary>Holds the written table against the receivers as they stand after every generator has run.</summary>
    private static IEnumerable<Diagnostic> LeftOut(INamedTypeSymbol registry, Entry[] entries)
    {
        if (registry.GetMembers(KnownNames.CreateTable).FirstOrDefault(RegistryRules.IsGenerated) is not { } table)
            return [];

        var written = new HashSet<(string, string)>(
            from reference in table.DeclaringSyntaxReferences
            from node in reference.GetSyntax().DescendantNodes(node => node is not LambdaExpressionSyntax)
            where node is InitializerExpressionSyntax
            let assigned = ((InitializerExpressionSyntax)node).Expressions.OfType<AssignmentExpressionSyntax>()
                .ToLookup(assignment => assignment.Left.ToString(), assignment => assignment.Right)
            where assigned.Contains("Id") && assigned.Contains("Signal")
            select (assigned["Id"].First().GetFirstToken().ValueText, assigned["Signal"].First().GetLastToken().ValueText));
        return
            from entry in entries
            where !written.Contains((entry.Id, entry.Signal))
            select Descriptors.LeftOut.At(entry.Method.Place(), $"The table of '{registry.Name}' lacks", ReceiverRules.NameOf(entry.Method), entry.Signal);
    }

    private sealed class Entry(IMethodSymbol method, Subscription subscription)
    {
        public IMethodSymbol Method { get; } = method;

        public Subscription Subscription { get; } = subscription;

        public string Id { get; } = ReceiverRules.IdOf(method, subscription.Arguments);

        public (string File, int Line) Place { get; } = CSharpText.FileAndLine(method.Place());

        public string Signal { get; } = subscription.Signal.Name;
    }
}
