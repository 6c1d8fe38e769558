using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>A library with receivers, compiled with what it exports, as an application can reference it.</summary>
internal sealed class Library(Compilation compilation)
{
    private readonly Lazy<byte[]> _image = new(() => Emit(compilation));

    public Compilation Compilation => compilation;

    /// <summary>The assembly itself.</summary>
    public byte[] Image => _image.Value;

    /// <summary>As another project of the same solution.</summary>
    public MetadataReference AsProject(params string[] aliases) => compilation.ToMetadataReference([.. aliases]);

    /// <summary>As a package has it.</summary>
    public MetadataReference AsAssembly(params string[] aliases) =>
        MetadataReference.CreateFromImage(Image, new MetadataReferenceProperties(aliases: [.. aliases]), filePath: $"/packages/{compilation.AssemblyName}.dll");

    /// <summary>Compiles sources, which must be right, to an assembly of this name.</summary>
    public static Library Of(string name, params string[] sources) => Of(new Setup { Assembly = name, WithoutRegistry = true }, sources);

    /// <inheritdoc cref="Of(string,string[])"/>
    public static Library Of(Setup setup, params string[] sources) => new(GeneratorRun.Valid(setup, sources).Output);

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return image.ToArray();
    }
}
