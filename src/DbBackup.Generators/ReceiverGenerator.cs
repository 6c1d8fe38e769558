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
            .Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.Assembly);

        var receivers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.ReceiverAttribute, static (_, _) => true, Parser.Receiver)
            .Where(static receiver => receiver is not null)
            .Select(static (receiver, _) => receiver!)
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

        var analyzersOff = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => Parser.AnalyzersOff(options.GlobalOptions))
            .WithTrackingName(TrackingNames.AnalyzersOff);

        var invalid = receivers.Combine(table).Combine(registries).Combine(analyzersOff)
            .Select(static (all, _) => Parser.Invalid(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, analyzersOff: all.Right))
            .WithTrackingName(TrackingNames.Invalid);

        context.RegisterSourceOutput(
            registries.SelectMany(static (registries, _) => registries.Where(registry => registry.Errors.Count == 0)).Combine(table).Combine(assembly),
            static (output, all) => output.AddSource(all.Left.Left.HintName, Emitter.Registry(all.Left.Left, all.Left.Right, all.Right)));

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
            // The hyphen keeps the name apart from every registry's.
            if (invalid.Count > 0)
                output.AddSource("Invalid-Receivers.g.cs", Emitter.Errors(invalid));
        });
    }
}
