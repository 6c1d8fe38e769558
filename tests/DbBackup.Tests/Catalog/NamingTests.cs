using CsCheck;
using DbBackup.Catalog;
using DbBackup.Storage;

namespace DbBackup.Tests.Catalog;

public sealed class NamingTests
{
    private const string Template = "{database}-{server}-{time}.{extension}";
    private static readonly DateTimeOffset Time = new(2026, 11, 23, 4, 15, 0, TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_template_is_filled_in_with_utc() =>
        Assert.Equal("shop-web01-20261123T031500Z.sqlite3.zst", FilenameTemplate.Render(Template, "shop", "web01", Time, "sqlite3.zst", 1));

    [Fact]
    public void Names_that_no_file_can_have_are_made_fit() =>
        Assert.Equal("a-b-web-1-20261123T031500Z.tar", FilenameTemplate.Render(Template, "../a/b", "web 1\n", Time, "tar", 1));

    [Fact]
    public void Any_database_and_server_give_a_valid_name() =>
        Gen.Select(Gen.String[0, 30], Gen.String[0, 30]).Sample((database, server) =>
            Assert.True(StorageName.IsValid(FilenameTemplate.Render(Template, database, server, Time, "sql", 1))));

    [Fact]
    public async Task Two_runs_in_the_same_second_get_different_names()
    {
        var storage = new InMemoryStorage();
        var names = new List<string>();
        for (var run = 0; run < 3; run++)
        {
            var name = await FilenameTemplate.FindFreeAsync(storage, Template, "shop", "web01", Time, "sql", Token);
            await storage.WriteAsync(name, (_, _) => Task.CompletedTask, Token);
            names.Add(name);
        }

        Assert.Equal(["shop-web01-20261123T031500Z.sql", "shop-web01-20261123T031500Z-2.sql", "shop-web01-20261123T031500Z-3.sql"], names);
    }

    [Fact]
    public void A_name_that_is_too_long_is_a_clear_error() =>
        Assert.Throws<ConfigurationException>(() => FilenameTemplate.Render(Template, new string('x', 300), "s", Time, "sql", 1));

    [Fact]
    public void A_template_that_gives_the_name_of_a_manifest_is_a_clear_error() =>
        Assert.Throws<ConfigurationException>(() => FilenameTemplate.Render("{database}-{time}.{extension}.manifest.json", "shop", "s", Time, "sql", 1));

    [Fact]
    public void Run_ids_are_26_letters_differ_and_sort_by_time()
    {
        var ids = Enumerable.Range(0, 1_000).Select(i => RunId.New(Time.AddMilliseconds(i))).ToList();
        Assert.All(ids, id => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", id));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => RunId.New(Time)).Distinct().Count());
    }
}
