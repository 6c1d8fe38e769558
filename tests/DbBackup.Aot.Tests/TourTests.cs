using System.Text.RegularExpressions;

namespace DbBackup.Aot.Tests;

/// <summary>The tour of the Quickstart, which checks itself what it shows.</summary>
public sealed partial class TourTests(PublishedPrograms published) : IDisposable
{
    private static readonly Program Jit = Program.Jit("quickstart.dll");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_tour_is_the_same_under_the_jit_and_compiled_ahead_of_time()
    {
        var (jit, aot) = (await TourAsync(Jit, "jit"), await TourAsync(published.Quickstart, "aot"));

        Assert.Contains("The shop is whole.", jit.Succeeded(), StringComparison.Ordinal);
        Assert.Equal(Timeless(jit.Output), Timeless(aot.Succeeded()));
        Assert.Equal(Timeless(jit.Error), Timeless(aot.Error));
    }

    [Fact]
    public async Task The_tour_can_be_taken_again_also_after_somebody_harmed_the_shop()
    {
        (await TourAsync(published.Quickstart, "shop")).Succeeded();
        File.WriteAllText(_folder["shop/shop-data/production.db"], "harmed");
        Directory.Delete(_folder["shop/shop-data/media"], recursive: true);
        (await TourAsync(published.Quickstart, "shop")).Succeeded();
    }

    [Fact]
    public async Task The_tour_fits_eighty_columns_but_for_the_table()
    {
        var lines = (await TourAsync(Jit, "shop")).Succeeded().Split('\n');
        Assert.Equal([], lines.Where(line => line.Length > 80 && !line.Contains("(media)") && !line.Contains("Sqlite") && !line.StartsWith("NAME")));
    }

    [Fact]
    public async Task A_tour_that_does_not_see_what_it_should_fails()
    {
        var end = await TourAsync(Jit, "shop", ("DBBACKUP_Databases__production__ConnectionString", "Data Source=elsewhere.db"));
        Assert.Equal(1, end.ExitCode);
        Assert.Contains("The tour failed: exit code 1 instead of 0.", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_is_restored_with_permission()
    {
        (await TourAsync(Jit, "shop")).Succeeded();
        var end = await Jit.RunAsync(_folder["shop"], "restore -d production --yes", new Dictionary<string, string> { ["SHOP_ALLOW_RESTORE"] = "production" });
        Assert.Contains("production: restored from", end.Succeeded(), StringComparison.Ordinal);
    }

    private async Task<Ended> TourAsync(Program program, string folder, params (string Name, string Value)[] environment)
    {
        Directory.CreateDirectory(_folder[folder]);
        return await program.RunAsync(_folder[folder], "", environment.ToDictionary(v => v.Name, v => v.Value));
    }

    private static string Timeless(string output)
    {
        var text = output.Replace("\n    ", " ", StringComparison.Ordinal); // Lines are folded, and a time may be a character longer.
        return Duration().Replace(Moment().Replace(RunId().Replace(text, "<run>"), "<moment>"), "<duration>");
    }

    [GeneratedRegex(@"\b\d{8}T\d{6}Z(-\d+)?|\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\b[\d.]+ s\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b01[0-9A-Z]{24}\b")]
    private static partial Regex RunId();
}
