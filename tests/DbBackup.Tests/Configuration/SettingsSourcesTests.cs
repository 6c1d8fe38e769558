using DbBackup.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace DbBackup.Tests.Configuration;

public sealed class SettingsSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dbbackup-settings-").FullName;
    private readonly Dictionary<string, string> _environment = new() { ["PATH"] = "/bin" };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_environment_wins_over_the_file_and_the_file_over_the_application()
    {
        var file = File("""{ "ServerName": "of-file", "Storage": { "Path": "of-file" } }""");
        Variable("SERVERNAME", "of-environment");
        var application = new MemoryConfigurationSource
        {
            InitialData = [new("ServerName", "of-application"), new("Storage:Path", "of-application"), new("Media:Path", "of-application")],
        };

        var settings = SettingsLoader.Load(SettingsSources.Read(file, [application], _environment));

        Assert.Equal("of-environment", settings.ServerName);
        Assert.Equal("of-file", settings.Storage.Path);
        Assert.Equal("of-application", settings.Media.Path);
    }

    [Fact]
    public void A_variable_in_capitals_does_not_rename_a_database()
    {
        var file = File("""{ "Databases": { "shop": { "Engine": "Sqlite" } } }""");
        Variable("DATABASES__SHOP__CONNECTIONSTRING", "Data Source=shop.db");

        var shop = SettingsLoader.Load(Read(file)).Databases["shop"];

        Assert.Equal(("shop", "Data Source=shop.db"), (shop.Name, shop.ConnectionString));
    }

    [Fact]
    public void Databases_that_differ_only_in_case_are_an_error()
    {
        var file = File("""{ "Databases": { "shop": { "Engine": "Sqlite" }, "Shop": { "ConnectionString": "Data Source=shop.db" } } }""");

        var error = Assert.Throws<ConfigurationException>(() => SettingsLoader.Load(Read(file)));
        Assert.Contains("'shop'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Shop'", error.Message, StringComparison.Ordinal);
        Assert.Contains("differ only in case", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_twice_is_an_error_that_names_the_file()
    {
        var file = File("""{ "ServerName": "a", "servername": "b" }""");
        Assert.StartsWith($"{file}: A duplicate key", Assert.Throws<ConfigurationException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_names_its_file()
    {
        var file = File("""{ "Databses": { "shop": { "Engine": "Sqlite" } } }""");
        Assert.Equal($"{file}: 'Databses' is not a known key; did you mean 'Databases'?", ErrorOf(file));
    }

    [Fact]
    public void An_unknown_key_names_its_variable_but_not_its_value()
    {
        Variable("Databases__shop__ConectionString", "Data Source=shop.db;Password=canary-7731");
        Assert.Equal(
            "environment variable DBBACKUP_Databases__shop__ConectionString: 'Databases:shop:ConectionString' is not a known key; did you mean 'ConnectionString'?",
            ErrorOf(File("{}")));
    }

    [Fact]
    public void A_value_that_is_not_allowed_names_its_variable()
    {
        Variable("CLEANUP__KEEP", "0");
        Assert.StartsWith("environment variable DBBACKUP_CLEANUP__KEEP: 'Cleanup:Keep' is 0", ErrorOf(File("""{ "Cleanup": { "Keep": 5 } }""")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_JSON_is_an_error_with_file_and_line_and_without_its_text()
    {
        var file = File("{\n  \"Databases\": {\n    \"shop\": { \"ConnectionString\": trustno1 }\n  }\n}");
        Assert.Equal($"{file}, line 3, column 38: this is not valid JSON. Correct it there.", Assert.Throws<ConfigurationException>(() => Read(file)).Message);
    }

    [Fact]
    public void A_file_that_is_no_object_is_an_error() =>
        Assert.Contains("Write one JSON object", Assert.Throws<ConfigurationException>(() => Read(File("[1]"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_an_error() =>
        Assert.Equal(
            $"The configuration file {_folder}/none.json does not exist; check --config.",
            Assert.Throws<ConfigurationException>(() => Read($"{_folder}/none.json")).Message);

    [Fact]
    public void A_folder_in_place_of_the_file_is_an_error() =>
        Assert.StartsWith(
            $"The configuration file {_folder} cannot be read", Assert.Throws<ConfigurationException>(() => Read(_folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void Comments_and_trailing_commas_are_fine() =>
        Assert.Equal("a", SettingsLoader.Load(Read(File("{ // where\n \"ServerName\": \"a\", }"))).ServerName);

    private IConfigurationRoot Read(string file) => SettingsSources.Read(file, [], _environment);

    private string ErrorOf(string file) => Assert.Throws<ConfigurationException>(() => SettingsLoader.Load(Read(file))).Message;

    private string File(string text)
    {
        var path = Path.Combine(_folder, "dbbackup.json");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private void Variable(string key, string value) => _environment.Add($"DBBACKUP_{key}", value);
}
