using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Somebody else's generator, whose types the receivers' generator cannot see.</summary>
internal sealed class OtherGenerator(string source) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, (output, _) => output.AddSource("Other.g.cs", source));
}
