using System.Text.Json;
using System.Text.RegularExpressions;

namespace DbBackup.Package.Tests;

/// <summary>Applications that have DbBackup, and a library with internal receivers, from packages.</summary>
public sealed partial class ApplicationTests : IClassFixture<AcmeAndShop>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AcmeAndShop _projects;

    public ApplicationTests(AcmeAndShop projects)
    {
        _projects = projects;
        Data.CreateDatabase(_folder["shop.db"]);
        File.WriteAllText(_folder["dbbackup.json"], """{ "Databases": { "shop": { "Engine": "Sqlite", "ConnectionString": "Data Source=shop.db" } } }""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Packing_building_and_publishing_warn_of_nothing() => Assert.DoesNotMatch(Warning(), _projects.Log);

    [Fact]
    public void The_library_lets_the_generator_through()
    {
        using var package = new Package(_projects.LibraryPackage);
        Assert.Equal(["DbBackup"], package.Dependencies.Keys);
        Assert.Equal("All", package.Dependencies["DbBackup"].Attribute("include")?.Value);
        Assert.Equal(["lib/net10.0/Acme.Backups.dll"], package.Contents);
    }

    [Fact]
    public async Task The_application_has_its_own_receivers_and_those_of_the_library_but_for_the_excepted_one() => Assert.Equal(
        ["Hooks.Started PreBackup Shop", "Acme.Backups.JournalReceivers.Note PostBackup Acme.Backups"],
        await ReceiversAsync(_projects.JitShop, isAlone: false));

    [Fact]
    public async Task Compiled_ahead_of_time_it_has_the_same() => Assert.Equal(
        await ReceiversAsync(_projects.JitShop, isAlone: false), await ReceiversAsync(_projects.AotShop, isAlone: true));

    [Fact]
    public async Task An_application_that_references_the_library_alone_has_the_generator_too() => Assert.Equal(
        ["acme.print PostBackup Acme.Backups", "Acme.Backups.JournalReceivers.Note PostBackup Acme.Backups", "acme.print PostMediaBackup Acme.Backups"],
        await ReceiversAsync(_projects.JitKiosk, isAlone: false));

    [Fact]
    public async Task Under_the_jit_the_librarys_internal_receivers_run() => await BackUpAndRestoreAsync(_projects.JitShop, isAlone: false);

    [Fact]
    public async Task Compiled_ahead_of_time_they_run_without_a_runtime_and_without_one_variable()
    {
        Assert.Equal("\u007fELF"u8, File.ReadAllBytes(_projects.AotShop.File).AsSpan(0, 4));
        await BackUpAndRestoreAsync(_projects.AotShop, isAlone: true);
    }

    [Fact]
    public async Task A_wrong_receiver_fails_the_build()
    {
        var build = await _projects.BuildWrongAsync(_projects.Shop);
        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches(@"error DBB\d{4}: .*'filename'", build.Output);
    }

    [Fact]
    public async Task A_wrong_receiver_fails_the_build_also_with_analyzers_off_and_the_package_behind_a_library()
    {
        var build = await _projects.BuildWrongAsync(_projects.Kiosk, "-p:RunAnalyzers=false");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches(@"error CS1029: #error: 'DBB0000: .*filename", build.Output);
    }

    private async Task BackUpAndRestoreAsync(Program shop, bool isAlone)
    {
        var output = (await shop.RunAsync(_folder.Path, "backup", isAlone: isAlone)).Succeeded();
        Assert.Contains("> shop\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Acme saw", output, StringComparison.Ordinal);
        Assert.Matches(@"^shop: \S+\.sqlite3\.zst\n$", File.ReadAllText(_folder["journal.txt"]));

        File.Delete(_folder["shop.db"]);
        (await shop.RunAsync(_folder.Path, "restore --yes", isAlone: isAlone)).Succeeded();
        Assert.Equal(500L, Data.Ask(_folder["shop.db"], "SELECT count(*) FROM items"));
    }

    private async Task<string[]> ReceiversAsync(Program program, bool isAlone)
    {
        var json = (await program.RunAsync(_folder.Path, "receivers --json", isAlone: isAlone)).Succeeded();
        return [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(row => $"{Text(row, "id")} {Text(row, "signal")} {Text(row, "assembly")}")];

        static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
    }

    [GeneratedRegex(@"\bwarning\b(?!\(s\))|\bIL[23]\d{3}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();
}
