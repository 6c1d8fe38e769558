using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.PostgreSql;

public sealed class PgSettingsTests
{
    [Theory]
    [InlineData("Database=d;Password=hunter2", "names no Host")]
    [InlineData("Host=h;Password=hunter2", "names no Database")]
    [InlineData("Host=a,b;Database=d;Password=hunter2", "several hosts")]
    [InlineData("Host=h;Database=d;Port=hunter2", "not as PostgreSQL's driver reads it")]
    [InlineData("Hots=h;Database=d;Password=hunter2", "not as PostgreSQL's driver reads it")]
    public void A_connection_string_that_cannot_be_used_is_refused_without_quoting_it(string connectionString, string why)
    {
        var message = Assert.Throws<ConfigurationException>(() => PgConnectionSettings.Parse(Settings(connectionString))).Message;
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_passwords_are_refused()
    {
        var settings = Settings("Host=h;Database=d;Password=hunter2");
        settings.PasswordFile = "x";
        Assert.Contains("PasswordFile", Assert.Throws<ConfigurationException>(() => PgConnectionSettings.Parse(settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_form_holds_no_secret() =>
        Assert.Equal("orders", PgConnectionSettings.Parse(Settings("Host=h;Database=d;Password=hunter2")).ToString());

    [Fact]
    public void An_option_of_another_engine_is_an_error()
    {
        var settings = new DbBackupSettings { Databases = { ["shop"] = new() { Engine = "Sqlite", ConnectionString = "Data Source=x", Workers = 3 } } };
        Assert.Contains("'Databases:shop:Workers' is an option of PostgreSql and MySql", Assert.Throws<ConfigurationException>(() => SettingsLoader.Validated(settings)).Message, StringComparison.Ordinal);
        settings.Databases["shop"] = new() { Engine = "PostgreSql", ConnectionString = "Host=h;Database=d", IntegrityCheck = IntegrityCheck.Full };
        Assert.Contains("'Databases:shop:IntegrityCheck' is an option of Sqlite", Assert.Throws<ConfigurationException>(() => SettingsLoader.Validated(settings)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit.*", "audit", "log", true)]
    [InlineData("audit.*", "public", "audit", false)]
    [InlineData("log_?", "any", "log_1", true)]
    [InlineData("LOG", "any", "log", false)]
    [InlineData("a.b", "a", "b", true)]
    [InlineData("a.b.c", "a.b", "c", true)]
    public void Patterns_name_tables(string pattern, string schema, string table, bool matches) => Assert.Equal(matches, PgPattern.Matches(pattern, schema, table));

    private static DatabaseSettings Settings(string connectionString) => new() { Name = "orders", Engine = "PostgreSql", ConnectionString = connectionString };
}
