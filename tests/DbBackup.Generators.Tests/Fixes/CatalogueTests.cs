using System.Reflection;
using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace DbBackup.Generators.Tests.Fixes;

/// <summary>Every id that a machine can put right has a fix; every fix has tests, works on all at once, and its page says so.</summary>
public sealed class CatalogueTests
{
    private static readonly Dictionary<string, ReceiverFix[]> Fixes = typeof(ReceiverFix).Assembly.GetTypes()
        .Where(type => type.BaseType == typeof(ReceiverFix))
        .Select(type => (ReceiverFix)Activator.CreateInstance(type)!)
        .SelectMany(fix => fix.FixableDiagnosticIds.Select(id => (Id: id, Fix: fix)))
        .GroupBy(fix => fix.Id)
        .ToDictionary(same => same.Key, same => same.Select(fix => fix.Fix).ToArray());

    public static TheoryData<string> Fixable =>
    [
        DiagnosticIds.DBB0001NotStatic, DiagnosticIds.DBB0003Inaccessible, DiagnosticIds.DBB0004UnknownParameter, DiagnosticIds.DBB0005WrongContext,
        DiagnosticIds.DBB0006WrongType, DiagnosticIds.DBB0010AsyncVoid, DiagnosticIds.DBB0013FileLocal, DiagnosticIds.DBB0030RegistryNotPartial,
        DiagnosticIds.DBB0031RegistryWrongBase, DiagnosticIds.DBB0041NoToken, DiagnosticIds.DBB0052NotIncluded,
    ];

    [Theory]
    [MemberData(nameof(Fixable))]
    public void A_fixable_id_has_a_fix_and_a_page_that_says_so(string id)
    {
        Assert.NotEmpty(Fixes[id]);
        Assert.Contains(Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics), descriptor => descriptor.Id == id);
        Assert.Contains("\nFix: ", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics", id + ".md")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_fix_is_left_out_above() => Assert.Equal(Fixes.Keys.Order(StringComparer.Ordinal), Fixable.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_pages_of_fixable_ids_promise_a_fix() => Assert.Equal(
        Fixes.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "diagnostics"), "DBB*.md")
            .Where(page => File.ReadAllText(page).Contains("\nFix: ", StringComparison.Ordinal))
            .Select(page => Path.GetFileNameWithoutExtension(page)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fix_is_exported_fixes_all_and_has_tests() => Assert.All(Fixes.Values.SelectMany(fixes => fixes).Select(fix => fix.GetType()).Distinct(), type =>
    {
        Assert.Equal(type.Name, type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Name);
        Assert.Equal([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], ((ReceiverFix)Activator.CreateInstance(type)!).GetFixAllProvider().GetSupportedFixAllScopes());
        var tests = Assembly.GetExecutingAssembly().GetType($"{typeof(CatalogueTests).Namespace}.{type.Name[..^"Fix".Length]}Tests");
        Assert.Contains(tests!.GetMethods(), test => test.Name.StartsWith("All_", StringComparison.Ordinal) || test.Name.Contains("Two_", StringComparison.Ordinal));
    });

    [Fact]
    public void The_refactoring_is_exported() => Assert.NotNull(typeof(GenerateReceiverRefactoring).GetCustomAttribute<ExportCodeRefactoringProviderAttribute>());
}
