using System.Collections.Immutable;
using System.Globalization;
using DbBackup.Generators.Models;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DbBackup.Generators;

public sealed partial class ReceiverGenerator
{
    /// <summary>Turns symbols into models. What is right and what is wrong is decided by the rules.</summary>
    private static class Parser
    {
        private static readonly IComparer<TableEntryModel> CallOrder = Comparer<TableEntryModel>.Create((x, y) =>
            x.Subscription.Order.CompareTo(y.Subscription.Order) is not 0 and var byOrder ? byOrder
            : string.CompareOrdinal(x.Subscription.Id, y.Subscription.Id) is not 0 and var byId ? byId
            : x.Subscription.SignalNumber.CompareTo(y.Subscription.SignalNumber) is not 0 and var bySignal ? bySignal
            : string.CompareOrdinal(x.Receiver.File, y.Receiver.File) is not 0 and var byFile ? byFile
            : x.Receiver.Line.CompareTo(y.Receiver.Line));

        /// <summary>The assembly, and whether it exports.</summary>
        public static AssemblyModel Assembly(Compilation compilation) =>
            new(compilation.AssemblyName ?? "", ExportManifest.IsWritten(compilation));

        /// <summary>The model of a method; <see langword="null"/> where the attribute stands on something else, as the compiler reports.</summary>
        public static ReceiverModel? Receiver(GeneratorAttributeSyntaxContext context, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            if (context.TargetSymbol is not IMethodSymbol symbol)
                return null;

            // Both halves of a partial method give the same model, of which one is kept.
            var method = symbol.PartialDefinitionPart ?? symbol;
            var compilation = context.SemanticModel.Compilation;
            var verdict = ReceiverRules.Check(method, compilation, withAdvice: false);
            var type = method.ContainingType is { } containing ? TypeFacts.Of(containing, compilation) : null;
            var name = type is null ? method.Name : $"{type.DottedName}.{method.Name}";
            var (file, line) = CSharpText.FileAndLine(method.Place());
            if (type is null || !verdict.IsCallable)
                return new ReceiverModel(name, "", file, line, ReturnsTask: false, ReturnsValueTask: false, default, default, Errors(verdict).ToEquatableArray(), Library: null, method.IsSilenced());
            return new ReceiverModel(
                name,
                $"{type.FullName}.{CSharpText.Identifier(method.Name)}",
                file,
                line,
                ReceiverRules.ReturnsTask(method),
                ReceiverRules.ReturnsValueTask(method),
                Acknowledgement.Of(method, compilation).ToEquatableArray(),
                new(ImmutableArray.CreateRange(verdict.Subscriptions, subscription => Subscription(name, subscription, compilation))),
                Errors: default,
                LibraryRules.Library(method.ContainingType, isOwn: true),
                IsSilenced: false);
        }

        public static EquatableArray<TableEntryModel> Table(ImmutableArray<ReceiverModel?> receivers) =>
            receivers.OfType<ReceiverModel>().Distinct()
                .SelectMany(receiver => receiver.Subscriptions.Select(subscription => new TableEntryModel(receiver, subscription)))
                .OrderBy(entry => entry, CallOrder)
                .ToEquatableArray();

        /// <summary>The model of a class, or <see langword="null"/> where the attribute stands on something else, as the compiler reports.</summary>
        public static RegistryModel? Registry(GeneratorAttributeSyntaxContext context, CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            if (context.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } registry || registry.IsNameless())
                return null;

            var errors = RegistryRules.Check(registry, context.SemanticModel.Compilation).Select(Text).ToEquatableArray();
            var takesAll = LibraryRules.TakesAll(registry);
            var inclusions = LibraryRules.Inclusions(registry);
            var canFail = errors.Count > 0 || takesAll || inclusions.Count > 0;
            return new RegistryModel(
                CSharpText.DottedName(registry),
                CSharpText.Namespace(registry.ContainingNamespace),
                registry.WithContainingTypes().OfType<INamedTypeSymbol>().Reverse().Select(Declaration).ToEquatableArray(),
                HintName: "",
                takesAll,
                inclusions,
                errors.Count == 0 ? "" : CSharpText.Source(registry.Place()),
                errors,
                canFail && registry.IsSilenced(),
                errors.Count > 0 && RegistryRules.LacksTable(registry) ? PlaceModel.Of(registry.Place()) : null);
        }

        /// <summary>
        /// One model a class, each with a file name of its own. Roslyn compares these without regard to case. Beside a class that is right there may
        /// be one of its name that is not: a generic or a file-local one.
        /// </summary>
        public static EquatableArray<RegistryModel> Registries(ImmutableArray<RegistryModel> registries) =>
            registries
                .Distinct()
                .OrderBy(registry => registry.Name, StringComparer.Ordinal)
                .ThenBy(registry => registry.Errors.Count)
                .ThenBy(registry => registry.Source, StringComparer.Ordinal)
                .GroupBy(registry => registry.Name, StringComparer.OrdinalIgnoreCase)
                .SelectMany(alike => alike.Select((registry, i) => registry with { HintName = registry.Name + (i == 0 ? "" : $".{i + 1}") + ".g.cs" }))
                .ToEquatableArray();

        /// <summary>The registry with the receivers of its assembly and of the libraries that it includes.</summary>
        public static TableModel Fill(RegistryModel registry, EquatableArray<TableEntryModel> own, EquatableArray<LibraryModel> libraries, AssemblyModel assembly)
        {
            var verdict = LibraryRules.Check(registry.TakesAll, registry.Inclusions, libraries);
            return new TableModel(registry, assembly.Name, own, verdict.Included.Select(included => included.Receiver).ToEquatableArray());
        }

        /// <summary>
        /// Mirrors what the compiler's targets make of these properties. A build that the editor starts before a test or a debugger
        /// may skip analyzers too.
        /// </summary>
        public static bool AnalyzersOff(AnalyzerConfigOptions options)
        {
            var always = Property("RunAnalyzers");
            return Is(always, "false")
                || (always.Length == 0 && Is(Property("RunAnalyzersDuringBuild"), "false"))
                || Is(Property("IsImplicitlyTriggeredBuild"), "true");

            string Property(string name) => options.TryGetValue("build_property." + name, out var value) ? value : "";
            static bool Is(string value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
        }

        /// <summary>Every error that no analyzer reports.</summary>
        public static EquatableArray<InvalidModel> Invalid(
            ImmutableArray<ReceiverModel?> receivers,
            EquatableArray<TableEntryModel> table,
            EquatableArray<RegistryModel> registries,
            ImmutableArray<TableModel> tables,
            EquatableArray<LibraryModel> libraries,
            bool analyzersOff)
        {
            var wrong =
                from receiver in receivers.OfType<ReceiverModel>().Where(receiver => receiver.Errors.Count > 0).Distinct()
                where analyzersOff || receiver.IsSilenced
                from error in receiver.Errors
                select new InvalidModel(receiver.Name, receiver.Source, error);
            var taken =
                from same in ReceiverRules.Duplicates(analyzersOff ? table : default, entry => (entry.Subscription.Id, entry.Subscription.Signal))
                let receiver = same.Duplicate.Receiver
                select new InvalidModel(receiver.Name, receiver.Source, Taken(same.Duplicate.Subscription, same.First.Receiver));
            var unwritable =
                from registry in registries
                where analyzersOff || registry.IsSilenced
                from error in registry.Errors
                select new InvalidModel(registry.Name, registry.Source, error);
            var unincluded =
                from filled in tables
                where analyzersOff || filled.Registry.IsSilenced
                from problem in Problems(filled, libraries)
                select new InvalidModel(filled.Registry.Name, filled.Registry.Source, Text(problem.At(Location.None)));
            return wrong.Concat(taken).Concat(unwritable).Concat(unincluded)
                .OrderBy(invalid => invalid.Source, StringComparer.Ordinal)
                .ThenBy(invalid => invalid.Name, StringComparer.Ordinal)
                .ThenBy(invalid => invalid.Error, StringComparer.Ordinal)
                .ToEquatableArray();
        }

        private static IEnumerable<LibraryProblem> Problems(TableModel table, EquatableArray<LibraryModel> libraries)
        {
            var verdict = LibraryRules.Check(table.Registry.TakesAll, table.Registry.Inclusions, libraries);
            return verdict.Problems.Concat(
                LibraryRules.Duplicates(table.Assembly, table.Own.Select(entry => (entry.Subscription.Id, entry.Subscription.Signal)), verdict));
        }

        private static string Taken(SubscriptionModel subscription, ReceiverModel first) =>
            Text(Descriptors.DuplicateId.At(Location.None, subscription.Signal, subscription.Id, first.Source));

        private static IEnumerable<string> Errors(ReceiverVerdict verdict) =>
            verdict.Errors.Select(Text).Concat(verdict.IsBroken ? [ReceiverRules.Broken] : []);

        private static string Text(Diagnostic problem) => $"{problem.Id}: {problem.GetMessage(CultureInfo.InvariantCulture)}";

        private static SubscriptionModel Subscription(string receiver, Subscription subscription, Compilation compilation) => new(
            subscription.Signal.Name,
            subscription.Signal.Number,
            subscription.Signal.ContextName,
            subscription.Arguments.Id ?? receiver,
            subscription.Arguments.Order,
            subscription.Arguments.Database,
            subscription.Arguments.TimeoutSeconds,
            new(ImmutableArray.CreateRange(subscription.Bindings, Argument, compilation)));

        private static ArgumentModel Argument(Binding binding, Compilation compilation) => new(
            binding.Source,
            binding.Type is null ? null : TypeFacts.Of(binding.Type, compilation).FullName + (IsNullable(binding.Property) ? "?" : ""),
            binding.Property?.Name,
            binding.Key);

        /// <summary>A conversion of such a property must let null through, or it would warn.</summary>
        private static bool IsNullable(IPropertySymbol? property) => property is { Type.IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };

        private static string Declaration(INamedTypeSymbol type)
        {
            var keyword = type switch
            {
                { TypeKind: TypeKind.Interface } => "interface",
                { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
                { IsRecord: true } => "record",
                { TypeKind: TypeKind.Struct } => "struct",
                _ => "class",
            };
            // A declaration in lower case would warn (CS8981) without an @.
            var name = type.Name.All(letter => letter is >= 'a' and <= 'z') ? "@" + type.Name : CSharpText.Identifier(type.Name);
            return $"partial {keyword} {name}";
        }
    }
}
