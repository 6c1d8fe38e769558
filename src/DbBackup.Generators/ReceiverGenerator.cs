using DbBackup.Generators.Models;
using DbBackup.Generators.Rules;
using Microsoft.CodeAnalysis;

namespace DbBackup.Generators;

/// <summary>
/// Writes the table of an assembly's receivers into each class with <c>[ReceiverRegistry]</c>. The analyzers report what is wrong with
/// a receiver; only where nobody hears them does the generator speak.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class ReceiverGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider
            .Select(static (compilation, _) => Parser.Assembly(compilation))
            .WithTrackingName(TrackingNames.Assembly);

        var receivers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ReceiverAttribute, static (_, _) => true, Parser.Receiver)
            .WithTrackingName(TrackingNames.Receivers)
            .Collect();

        var table = receivers
            .Select(static (receivers, _) => Parser.Table(receivers))
            .WithTrackingName(TrackingNames.Table);

        var registries = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ReceiverRegistryAttribute, static (_, _) => true, Parser.Registry)
            .Where(static registry => registry is not null)
            .Select(static (registry, _) => registry!)
            .Collect()
            .Select(static (registries, _) => Parser.Registries(registries))
            .WithTrackingName(TrackingNames.Registries);

        var libraries = context.CompilationProvider
            .Select(static (compilation, token) => ExportManifest.Libraries(compilation, token))
            .WithTrackingName(TrackingNames.Libraries);

        var tables = registries
            .SelectMany(static (registries, _) => registries.Where(registry => registry.Errors.Count == 0))
            .Combine(table).Combine(libraries).Combine(assembly)
            .Select(static (all, _) => Parser.Fill(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.Tables);

        var analyzersOff = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => Parser.AnalyzersOff(options.GlobalOptions))
            .WithTrackingName(TrackingNames.AnalyzersOff);

        var invalid = receivers.Combine(table).Combine(registries).Combine(tables.Collect()).Combine(libraries).Combine(analyzersOff)
            .Select(static (all, _) =>
            {
                var (((((receivers, table), registries), tables), libraries), analyzersOff) = all;
                return Parser.Invalid(receivers, table, registries, tables, libraries, analyzersOff);
            })
            .WithTrackingName(TrackingNames.Invalid);

        context.RegisterSourceOutput(tables, static (output, table) => output.AddSource(table.Registry.HintName, Emitter.Registry(table)));

        // What an executable has, nobody references.
        context.RegisterSourceOutput(table.Combine(assembly), static (output, all) =>
        {
            if (all is { Left.Count: > 0, Right.IsLibrary: true })
                output.AddSource("Exported-Receivers.g.cs", Emitter.Exports(all.Left, all.Right.Name));
        });

        // Such a class does not compile without its table (CS0534): the build stops there and comes neither to the analyzers nor to #error.
        context.RegisterSourceOutput(
            registries.SelectMany(static (registries, _) => registries.Where(registry => registry.StopsBuildAt is not null)),
            static (output, registry) =>
            {
                foreach (var error in registry.Errors)
                    output.ReportDiagnostic(Diagnostic.Create(Descriptors.Unheard, registry.StopsBuildAt!.ToLocation(), error));
            });

        context.RegisterSourceOutput(invalid, static (output, invalid) =>
        {
            // The hyphen keeps the name, as that of the exports, apart from every registry's.
            if (invalid.Count > 0)
                output.AddSource("Invalid-Receivers.g.cs", Emitter.Errors(invalid));
        });
    }
}
