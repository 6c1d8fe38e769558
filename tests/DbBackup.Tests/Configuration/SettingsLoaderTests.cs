using DbBackup.Configuration;
using Microsoft.Extensions.Configuration;

namespace DbBackup.Tests.Configuration;

public sealed class SettingsLoaderTests
{
    [Fact]
    public void Nothing_configured_gives_the_defaults()
    {
        var settings = Load([]);

        Assert.Empty(settings.Databases);
        Assert.Equal("backups", settings.Storage.Path);
        Assert.Equal(CompressionKind.Zstd, settings.Compression.Kind);
        Assert.Null(settings.Compression.Level);
        Assert.Null(settings.Cleanup.Keep);
        Assert.Equal(TimeSpan.FromMinutes(5), settings.ReceiverTimeout);
    }

    [Fact]
    public void Every_key_is_bound_whatever_its_case()
    {
        var settings = Load(new()
        {
            ["servername"] = "web01",
            ["DATABASES:shop:ENGINE"] = "Sqlite",
            ["Databases:shop:ConnectionString"] = "Data Source=shop.db",
            ["Databases:shop:Connector"] = "sql",
            ["Databases:shop:IntegrityCheck"] = "full",
            ["Databases:shop:Exclude:0"] = "audit.*",
            ["Databases:shop:Exclude:1"] = "cache",
            ["Storage:Kind"] = "Vault",
            ["Storage:Path"] = "/var/backups",
            ["Media:Path"] = "media",
            ["Media:Tolerate:0"] = "Changed",
            ["Media:Tolerate:1"] = "vanished",
            ["Compression:Kind"] = "gzip",
            ["Compression:Level"] = "9",
            ["FilenameTemplate"] = "{time}_{database}.{extension}",
            ["MediaFilenameTemplate"] = "{time}.{extension}",
            ["Cleanup:Keep"] = "3",
            ["Cleanup:KeepMedia"] = "1",
            ["ReceiverTimeout"] = "00:00:30",
            ["StagingPath"] = "/tmp/staging",
        });

        var shop = Assert.Single(settings.Databases).Value;
        Assert.Equal(("shop", "Sqlite", "Data Source=shop.db", "sql"), (shop.Name, shop.Engine, shop.ConnectionString, shop.Connector));
        Assert.Equal(IntegrityCheck.Full, shop.IntegrityCheck);
        Assert.Equal(["audit.*", "cache"], shop.Exclude);
        Assert.Equal("web01", settings.ServerName);
        Assert.Equal(("Vault", "/var/backups"), (settings.Storage.Kind, settings.Storage.Path));
        Assert.Equal("media", settings.Media.Path);
        Assert.Equal([MediaTolerance.Changed, MediaTolerance.Vanished], settings.Media.Tolerate);
        Assert.Equal((CompressionKind.Gzip, 9), (settings.Compression.Kind, settings.Compression.Level));
        Assert.Equal("{time}_{database}.{extension}", settings.FilenameTemplate);
        Assert.Equal("{time}.{extension}", settings.MediaFilenameTemplate);
        Assert.Equal((3, 1), (settings.Cleanup.Keep, settings.Cleanup.KeepMedia));
        Assert.Equal(TimeSpan.FromSeconds(30), settings.ReceiverTimeout);
        Assert.Equal("/tmp/staging", settings.StagingPath);
    }

    [Fact]
    public void A_section_of_a_host_is_loaded_like_a_file()
    {
        var host = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Logging:LogLevel"] = "Debug",
            ["DbBackup:Databases:shop:Engine"] = "Sqlite",
            ["DbBackup:Databases:shop:ConnectionString"] = "Data Source=shop.db",
        }).Build();

        Assert.Equal("shop", SettingsLoader.Load(host.GetSection("DbBackup")).Databases["shop"].Name);
    }

    [Fact]
    public void Settings_made_by_code_are_named_and_validated()
    {
        var settings = new DbBackupSettings { Databases = { ["shop"] = new() { Engine = "Sqlite", ConnectionString = "Data Source=shop.db" } } };
        Assert.Equal("shop", SettingsLoader.Validated(settings).Databases["shop"].Name);

        settings.Cleanup.Keep = 0;
        Assert.Contains("'Cleanup:Keep' is 0", Assert.Throws<ConfigurationException>(() => SettingsLoader.Validated(settings)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Databses:shop:Engine", "'Databses' is not a known key; did you mean 'Databases'?")]
    [InlineData("Databases:shop:Enigne", "'Databases:shop:Enigne' is not a known key; did you mean 'Engine'?")]
    [InlineData("Databases:shop:Name", "'Databases:shop:Name' is not a known key.")]
    [InlineData("Databases:shop:Zone", "'Databases:shop:Zone' is not a known key.")]
    [InlineData("Cleanup:Kep", "'Cleanup:Kep' is not a known key; did you mean 'Keep'?")]
    [InlineData("Compression:Level:Of", "'Compression:Level' takes one value.")]
    [InlineData("Encryption:Knd", "'Encryption:Knd' is not a known key; did you mean 'Kind'?")]
    [InlineData("Storage", "'Storage' takes keys of its own, not a value.")]
    [InlineData("Databases", "'Databases' takes keys of its own, not a value.")]
    [InlineData("Media:Tolerate", "'Media:Tolerate' takes a list.")]
    [InlineData("Media:Tolerate:Changed", "'Media:Tolerate:Changed' is not a known key.")]
    public void A_key_that_is_not_known_is_an_error_with_the_nearest_one(string key, string message) =>
        Assert.Equal(message, ErrorOf(new() { [key] = "anything" }));

    [Theory]
    [InlineData("Compression:Kind", "lz4", "'Compression:Kind' cannot be 'lz4'; it takes one of Zstd, Gzip, None.")]
    [InlineData("Compression:Kind", "1", "'Compression:Kind' cannot be '1'; it takes one of Zstd, Gzip, None.")]
    [InlineData("Compression:Kind", "Zstd,Gzip", "'Compression:Kind' cannot be 'Zstd,Gzip'; it takes one of Zstd, Gzip, None.")]
    [InlineData("Compression:Kind", "", "'Compression:Kind' has no value; it takes one of Zstd, Gzip, None.")]
    [InlineData("Compression:Kind", null, "'Compression:Kind' has no value; it takes one of Zstd, Gzip, None.")]
    [InlineData("Compression:Level", "high", "'Compression:Level' cannot be 'high'; it takes a whole number.")]
    [InlineData("Compression:Level", "20", "'Compression:Level' is 20; Zstd takes 1 to 19.")]
    [InlineData("Compression:Level", "0", "'Compression:Level' is 0; Zstd takes 1 to 19.")]
    [InlineData("Media:Tolerate:0", "Broken", "'Media:Tolerate:0' cannot be 'Broken'; it takes one of Changed, Vanished.")]
    [InlineData("Cleanup:Keep", "0", "'Cleanup:Keep' is 0; it takes 1 or more. Remove the key to go without this rule.")]
    [InlineData("Cleanup:KeepMedia", "-1", "'Cleanup:KeepMedia' is -1; it takes 1 or more. Remove the key to go without this rule.")]
    [InlineData("Cleanup:Keep", "99999999999", "'Cleanup:Keep' cannot be '99999999999'; it takes a whole number.")]
    [InlineData("ReceiverTimeout", "soon", "'ReceiverTimeout' cannot be 'soon'; it takes a time as 'hh:mm:ss', or 'd.hh:mm:ss' with days.")]
    [InlineData("ReceiverTimeout", "26:00:00", "'ReceiverTimeout' cannot be '26:00:00'; it takes a time as 'hh:mm:ss', or 'd.hh:mm:ss' with days.")]
    [InlineData("Cleanup:KeepWithin", "48:00:00", "'Cleanup:KeepWithin' cannot be '48:00:00'; it takes a time as 'hh:mm:ss', or 'd.hh:mm:ss' with days.")]
    [InlineData("Cleanup:KeepWithin", "00:00:00", "'Cleanup:KeepWithin' is 00:00:00; it takes a time as '30.00:00:00', 30 days. Remove the key to go without this rule.")]
    [InlineData("Cleanup:KeepDaily", "0", "'Cleanup:KeepDaily' is 0; it takes 1 or more. Remove the key to go without this rule.")]
    [InlineData("Media:Cleanup:KeepYearly", "-3", "'Media:Cleanup:KeepYearly' is -3; it takes 1 or more. Remove the key to go without this rule.")]
    [InlineData("Cleanup:MaximumSize", "much", "'Cleanup:MaximumSize' is 'much'; it takes a size as '50 GB'. Remove the key to go without a limit.")]
    [InlineData("Cleanup:MaximumSize", "0", "'Cleanup:MaximumSize' is '0'; it takes a size as '50 GB'. Remove the key to go without a limit.")]
    [InlineData("Cleanup:MaximumSize", "10000000000 GB", "'Cleanup:MaximumSize' is '10000000000 GB'; it takes a size as '50 GB'. Remove the key to go without a limit.")]
    [InlineData("ReceiverTimeout", "300", "'ReceiverTimeout' is 300.00:00:00; it takes a time as 'hh:mm:ss', from 00:00:00 (no limit) to 24 days.")]
    [InlineData("ReceiverTimeout", "-00:00:01", "'ReceiverTimeout' is -00:00:01; it takes a time as 'hh:mm:ss', from 00:00:00 (no limit) to 24 days.")]
    [InlineData("FilenameTemplate", "{database}.{extension}", "'FilenameTemplate' is '{database}.{extension}'; it must contain {time}.")]
    [InlineData("FilenameTemplate", "{time}.{extension}", "'FilenameTemplate' is '{time}.{extension}'; it must contain {database}.")]
    [InlineData("FilenameTemplate", "{database}-{time}", "'FilenameTemplate' is '{database}-{time}'; it must contain {extension}.")]
    [InlineData("FilenameTemplate", "{database}-{date}-{time}.{extension}", "'FilenameTemplate' is '{database}-{date}-{time}.{extension}'; it has a token that is not known. Known are {database}, {time}, {extension}, {server}.")]
    [InlineData("MediaFilenameTemplate", "{database}-{time}.{extension}", "'MediaFilenameTemplate' is '{database}-{time}.{extension}'; it has a token that is not known. Known are {time}, {extension}, {server}.")]
    [InlineData("MediaFilenameTemplate", "media/{time}.{extension}", "'MediaFilenameTemplate' is 'media/{time}.{extension}'; a name has letters, digits and . _ - + @ = only, and does not begin with a dot or a dash.")]
    [InlineData("ServerName", " ", "'ServerName' is blank; give it a value or remove it.")]
    [InlineData("Storage:Path", "", "'Storage:Path' is blank; give it a value or remove it.")]
    [InlineData("Media:Path", "", "'Media:Path' is blank; give it a value or remove it.")]
    public void A_value_that_is_not_allowed_is_an_error_that_says_what_is(string key, string? value, string message) =>
        Assert.Equal(message, ErrorOf(new() { [key] = value }));

    [Fact]
    public void A_text_that_is_null_takes_the_default() =>
        Assert.Equal(new DbBackupSettings().FilenameTemplate, Load(new() { ["FilenameTemplate"] = null }).FilenameTemplate);

    [Theory]
    [InlineData("Databases")]
    [InlineData("Databases:shop:Exclude")]
    [InlineData("Storage")]
    [InlineData("Media")]
    [InlineData("Media:Tolerate")]
    [InlineData("Compression")]
    [InlineData("Cleanup")]
    public void A_section_that_is_null_takes_the_defaults(string key)
    {
        var values = new Dictionary<string, string?> { [key] = null };
        if (key.StartsWith("Databases:", StringComparison.Ordinal))
            (values["Databases:shop:Engine"], values["Databases:shop:ConnectionString"]) = ("Sqlite", "Data Source=shop.db");
        var settings = Load(values);
        Assert.NotNull(settings.Databases);
        Assert.All(settings.Databases.Values, d => Assert.NotNull(d.Exclude));
        Assert.Equal("backups", settings.Storage.Path);
        Assert.Empty(settings.Media.Tolerate);
        Assert.Equal(CompressionKind.Zstd, settings.Compression.Kind);
        Assert.Null(settings.Cleanup.Keep);
    }

    [Fact]
    public void A_database_that_is_null_is_an_error() =>
        Assert.Throws<ConfigurationException>(() => Load(new() { ["Databases:shop"] = null }));

    public static TheoryData<DbBackupSettings> SettingsWithNulls { get; } =
    [
        new DbBackupSettings { Databases = null! }, new DbBackupSettings { Storage = null! }, new DbBackupSettings { Media = null! }, new DbBackupSettings { Compression = null! }, new DbBackupSettings { Cleanup = null! },
        new DbBackupSettings { Media = new() { Tolerate = null! } }, new DbBackupSettings { Databases = { ["shop"] = null! } },
        new DbBackupSettings { Databases = { ["shop"] = new() { Engine = "Sqlite", ConnectionString = "Data Source=shop.db", Exclude = null! } } },
    ];

    [Theory]
    [MemberData(nameof(SettingsWithNulls))]
    public void Settings_made_by_code_that_are_null_are_an_error(DbBackupSettings settings) =>
        Assert.Throws<ConfigurationException>(() => SettingsLoader.Validated(settings));

    [Fact]
    public void The_level_of_gzip_ends_at_nine() =>
        Assert.Equal("'Compression:Level' is 10; Gzip takes 1 to 9.", ErrorOf(new() { ["Compression:Kind"] = "Gzip", ["Compression:Level"] = "10" }));

    [Theory]
    [InlineData("Cleanup:Keep", "5", "Cleanup:KeepLast", "'Cleanup:Keep' stands beside KeepLast, whose short name it is; remove one.")]
    [InlineData("Cleanup:KeepMedia", "5", "Media:Cleanup:KeepLast", "'Cleanup:KeepMedia' stands beside Media:Cleanup, which says what stays of media; remove one.")]
    public void Two_settings_for_the_same_are_an_error(string key, string value, string other, string message) =>
        Assert.Equal(message, ErrorOf(new() { [key] = value, [other] = value }));

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("1.5 kB", 1_500L)]
    [InlineData("50GB", 50_000_000_000)]
    [InlineData(" 2 mib", 2L << 20)]
    [InlineData("3 TiB", 3L << 40)]
    [InlineData("", null)]
    [InlineData("GB", null)]
    [InlineData("1.2.3 GB", null)]
    [InlineData("-1 GB", null)]
    [InlineData("1 ZB", null)]
    public void A_size_is_a_number_and_a_unit(string text, long? bytes) => Assert.Equal(bytes, ByteSize.TryParse(text));

    [Theory]
    [InlineData("Engine", "'Databases:shop:ConnectionString' is missing; for Sqlite it is as 'Data Source=shop.db'.")]
    [InlineData("ConnectionString", "'Databases:shop:Engine' is missing; it takes Sqlite, PostgreSql or MySql.")]
    public void A_database_needs_an_engine_and_a_connection_string(string only, string message) =>
        Assert.Equal(message, ErrorOf(new() { [$"Databases:shop:{only}"] = "Sqlite" }));

    [Fact]
    public void A_database_without_any_key_is_an_error() =>
        Assert.Equal("'Databases:shop:Engine' is missing; it takes Sqlite, PostgreSql or MySql.", ErrorOf(new() { ["Databases:shop"] = null }));

    [Theory]
    [InlineData("a,b")]
    [InlineData(" ")]
    public void A_database_that_no_option_can_name_is_an_error(string key) =>
        Assert.Contains("cannot be named on the command line", ErrorOf(Database(key)), StringComparison.Ordinal);

    [Fact]
    public void A_blank_pattern_is_an_error()
    {
        var values = Database("shop");
        values["Databases:shop:Exclude:0"] = "";
        Assert.Equal("'Databases:shop:Exclude:0' is blank; give it a value or remove it.", ErrorOf(values));
    }

    [Fact]
    public void An_error_never_tells_a_connection_string()
    {
        var values = Database("shop");
        values["Databases:shop:ConnectionString:Password"] = "canary-7731";
        Assert.DoesNotContain("canary", ErrorOf(values), StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Database(string key) => new()
    {
        [$"Databases:{key}:Engine"] = "Sqlite",
        [$"Databases:{key}:ConnectionString"] = "Data Source=shop.db;Password=canary-7731",
    };

    private static string ErrorOf(Dictionary<string, string?> values) => Assert.Throws<ConfigurationException>(() => Load(values)).Message;

    private static DbBackupSettings Load(Dictionary<string, string?> values) =>
        SettingsLoader.Load(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
