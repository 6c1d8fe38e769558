using Basic.Reference.Assemblies;
using DbBackup.Signals;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Compiles the sources of a test against the real library.</summary>
internal static class Project
{
    private const string Usings = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using DbBackup.Catalog;
        using DbBackup.Commands;
        using DbBackup.Configuration;
        using DbBackup.Connectors;
        using DbBackup.Signals;
        using DbBackup.Storage;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;

        """;

    public const string Registry = """
        namespace Shop
        {
            [DbBackup.Signals.ReceiverRegistry]
            internal sealed partial class AppReceivers : DbBackup.Signals.ReceiverRegistry { }
        }
        """;

    public static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        .. new[] { typeof(Signal), typeof(ILogger), typeof(IServiceCollection) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    /// <summary>The first line of each file of a project without extern aliases.</summary>
    public static string Prelude { get; } = PreludeOf(Setup.Default);

    /// <summary>Extern aliases and usings stand in the first line of each file, so that a test's own text begins in line 2.</summary>
    public static string PreludeOf(Setup setup) =>
        string.Concat(setup.References.SelectMany(reference => reference.Properties.Aliases).Distinct().Where(alias => alias != "global").Select(alias => $"extern alias {alias}; "))
        + Usings.ReplaceLineEndings(" ").TrimEnd() + "\n";

    public static CSharpCompilation Compile(Setup setup, params string[] sources)
    {
        var prelude = PreludeOf(setup);
        var trees = sources.Select((source, i) => Parse(setup, i == 0 ? "Hooks.cs" : $"Hooks{i + 1}.cs", prelude + source)).ToList();
        if (!setup.WithoutRegistry)
            trees.Add(Parse(setup, "AppReceivers.cs", Registry));
        if (setup.GlobalUsings is { } usings)
            trees.Add(Parse(setup, "GlobalUsings.cs", usings));
        return CSharpCompilation.Create(
            setup.Assembly,
            trees,
            References.Concat(setup.References),
            Options(setup));
    }

    public static CSharpCompilationOptions Options(Setup setup) =>
        new(setup.Output, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true, warningLevel: 9999);

    /// <summary>The usings of <see cref="Prelude"/> for every file of a project.</summary>
    public static string GlobalUsings { get; } = Usings.Replace("using", "global using", StringComparison.Ordinal);

    public static SyntaxTree Parse(Setup setup, string path, string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(setup.Language, DocumentationMode.Diagnose), "/shop/" + path, cancellationToken: TestContext.Current.CancellationToken);
}
