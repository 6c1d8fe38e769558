using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>The project that a test's sources are in.</summary>
internal sealed record Setup
{
    public static readonly Setup Default = new();

    /// <summary>Without it, <c>Shop.AppReceivers</c> is the application's registry.</summary>
    public bool WithoutRegistry { get; init; }

    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>The assembly's name.</summary>
    public string Assembly { get; init; } = "Shop";

    /// <summary>Libraries that it references, besides those that every project does.</summary>
    public IReadOnlyList<MetadataReference> References { get; init; } = [];

    /// <summary>A file of global usings.</summary>
    public string? GlobalUsings { get; init; }

    /// <summary>Sources that another generator adds.</summary>
    public string? FromAnotherGenerator { get; init; }

    /// <summary>MSBuild properties that the compiler sees.</summary>
    public Dictionary<string, string> Properties { get; init; } = [];
}
