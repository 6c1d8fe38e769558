using DbBackup.Receivers.Tests.Docs;
using DbBackup.Commands;
using DbBackup.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers.Tests;

/// <summary>A section that is configured wrongly ends the program before anything is begun, and says what is wrong and where.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly Application _application = new();

    public void Dispose() => _application.Dispose();

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Mail", """{ "Hots": "a" }""", "'Receivers:Mail:Hots' is not a known key; did you mean 'Host'?" },
        { "Mail", """{ "Port": "smtp" }""", "'Receivers:Mail:Port' cannot be 'smtp'; it takes a whole number." },
        { "Mail", """{ "Security": "Tls" }""", "'Receivers:Mail:Security' cannot be 'Tls'; it takes one of StartTls, SslOnConnect, None." },
        { "Mail", """{ "On": [ "Always" ] }""", "'Receivers:Mail:On:0' cannot be 'Always'; it takes one of Failure, Success, Cleanup." },
        { "Mail", """{ "To": "a@b.example" }""", "'Receivers:Mail:To' takes a list." },
        { "Mail", "{}", "'Receivers:Mail:Host' is missing; it takes the name of the mail server." },
        { "Mail", """{ "Host": "smtp://a" }""", "'Receivers:Mail:Host' is no name of a server; it takes the name alone, without a scheme or a port." },
        { "Mail", """{ "Host": "a", "Port": 0 }""", "'Receivers:Mail:Port' is 0; it takes 1 to 65535." },
        { "Mail", """{ "Host": "a", "User": "u" }""", "'Receivers:Mail:User' is set without a password; set PasswordFile, or Password by an environment variable." },
        { "Mail", """{ "Host": "a", "Password": "canary-mail-4d1f" }""", "'Receivers:Mail:User' is missing, but there is a password; set it, or remove the password." },
        { "Mail", """{ "Host": "a", "User": "u", "Password": "canary-mail-4d1f", "Security": "None" }""", "'Receivers:Mail:Security' is None, which would send the password in the clear; use StartTls or SslOnConnect." },
        { "Mail", """{ "Host": "a", "User": "u", "PasswordFile": "/no/such" }""", "'Receivers:Mail:PasswordFile' names /no/such, which does not exist; correct the path or make the file." },
        { "Mail", """{ "Host": "a", "User": "u", "PasswordFile": "/dev/null" }""", "'Receivers:Mail:PasswordFile' names /dev/null, which is empty; write the secret into it." },
        { "Mail", """{ "Host": "a", "User": "u", "Password": "canary-mail-4d1f", "PasswordFile": "/x" }""", "'Receivers:Mail:PasswordFile' is set, and Password too; keep one of them." },
        { "Mail", """{ "Host": "a", "TrustedCertificates": "/no/such.pem" }""", "'Receivers:Mail:TrustedCertificates' names /no/such.pem, which does not exist or cannot be read; correct the path or let this user read it." },
        { "Mail", """{ "Host": "a" }""", "'Receivers:Mail:From' is missing; it takes the address of the sender." },
        { "Mail", """{ "Host": "a", "From": "a@" }""", "'Receivers:Mail:From' is 'a@', which is no mail address; it takes one as backup@shop.example." },
        { "Mail", """{ "Host": "a", "From": "a@b.example" }""", "'Receivers:Mail:To' is missing; it takes a list of addresses." },
        { "Mail", """{ "Host": "a", "From": "a@b.example", "To": [ "a@b.example", "" ] }""", "'Receivers:Mail:To:1' is '', which is no mail address; it takes one as admin@shop.example." },
        { "Mail", """{ "Host": "a", "From": "a@b.example", "To": [ "a@b.example" ], "Subject": "{when}" }""", "'Receivers:Mail:Subject' is '{when}'; it has a token that is not known. Known are {what}, {ended}, {server}, {database}, {file}, {signal}." },
        { "Webhook", "{}", "'Receivers:Webhook:Url' is missing; it takes an address with http or https. One that is a secret goes into UrlFile." },
        { "Webhook", """{ "Url": "ftp://canary-path-c0de" }""", "'Receivers:Webhook:Url' is no address with http or https and without a user; write all of it, as https://example.com/backups." },
        { "Webhook", """{ "Url": "http://canary-token-91ce@a" }""", "'Receivers:Webhook:Url' is no address with http or https and without a user; write all of it, as https://example.com/backups." },
        { "Webhook", """{ "Url": "http://a", "Token": "canary-token-91ce\nX: y" }""", "'Receivers:Webhook:Token' cannot stand in a header; a token has letters, digits and signs only." },
        { "Webhook", """{ "Url": "http://a", "Timeout": "00:00:00" }""", "'Receivers:Webhook:Timeout' is 00:00:00; it takes a time as 'hh:mm:ss', up to an hour." },
        { "Webhook", """{ "Url": "http://a", "TotalTimeout": "00:00:01" }""", "'Receivers:Webhook:TotalTimeout' is 00:00:01; it takes a time from that of Timeout, 00:00:30, to an hour." },
        { "Webhook", """{ "Url": "http://a", "Retries": 11 }""", "'Receivers:Webhook:Retries' is 11; it takes 0 to 10." },
        { "Webhook", """{ "Url": "http://a", "RetryDelay": "00:01:00" }""", "'Receivers:Webhook:RetryDelay' is 00:01:00; it takes a time as 'hh:mm:ss', up to half a minute." },
        { "Webhook", """{ "Url": "http://a", "On": [] }""", "'Receivers:Webhook:On' is empty; it takes a list of Failure, Success, Cleanup." },
        { "Log", """{ "Level": "Loud" }""", "'Receivers:Log:Level' cannot be 'Loud'; it takes one of Trace, Debug, Information, Warning, Error, Critical, None." },
        { "Log", "\"all\"", "'Receivers:Log' takes keys of its own, not a value." },
        { "Mial", "{}", "'Receivers:Mial' is not a known section; did you mean 'Mail'?" },
        { "Slack", "{}", "'Receivers:Slack' configures receivers that this application does not include; it has Log, Mail, Pager, Webhook. Include them ([IncludeReceivers<…>] on the registry), or remove the section." },
        { "Pager", "{}", "'Receivers:Pager:Number' is missing; give it a value." },
        { "Pager", """{ "Number": "110", "Rings": 21 }""", "'Receivers:Pager:Rings' is 21; it takes 1 to 20." },
        { "Pager", """{ "Number": "110", "Loud": "yes" }""", "'Receivers:Pager:Loud' cannot be 'yes'; it takes true or false." },
        { "Pager", """{ "Number": "110", "Volume": "all" }""", "'Receivers:Pager:Volume' cannot be 'all'; it takes a number." },
        { "Pager", """{ "Number": "110", "Quiet": { "night": "8 h" } }""", "'Receivers:Pager:Quiet:night' cannot be '8 h'; it takes a time as 'hh:mm:ss', or 'd.hh:mm:ss' with days." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_at_the_start(string section, string json, string message)
    {
        _application.Receivers[section] = System.Text.Json.JsonDocument.Parse(json).RootElement;

        Assert.Equal(2, await _application.RunAsync("backup"));

        Assert.EndsWith($"dbbackup.json: {message}\n", _application.Error, StringComparison.Ordinal);
        Assert.Empty(_application.Backups);
        Canary.AssertNotIn(_application.Printed);
    }

    [Fact]
    public void A_section_of_any_library_is_read_with_every_kind_of_value()
    {
        var settings = Resolve<PagerSettings>(new()
        {
            ["receivers:PAGER:number"] = "110", ["Receivers:Pager:Rings"] = "7", ["Receivers:Pager:Loud"] = "True", ["Receivers:Pager:Volume"] = "0.75",
            ["Receivers:Pager:Quiet:night"] = "08:00:00", ["Receivers:Pager:Days:0"] = "sunday", ["Receivers:Pager:Days:1"] = "Friday",
        });

        Assert.NotNull(settings);
        Assert.Equal(("110", 7, true, 0.75), (settings.Number, settings.Rings, settings.Loud, settings.Volume));
        Assert.Equal(TimeSpan.FromHours(8), settings.Quiet["night"]);
        Assert.Equal([DayOfWeek.Sunday, DayOfWeek.Friday], settings.Days);
    }

    [Fact]
    public void What_is_not_configured_keeps_its_default()
    {
        var settings = Resolve<PagerSettings>(new() { ["Receivers:Pager:Number"] = "110" });
        Assert.Equal((5, false, 0.5), (settings!.Rings, settings.Loud, settings.Volume));
        Assert.Equal([DayOfWeek.Monday], settings.Days);
    }

    [Fact]
    public void Without_the_section_there_are_no_settings() => Assert.Null(Resolve<PagerSettings>([]));

    [Fact]
    public void The_application_may_register_settings_itself()
    {
        var own = new PagerSettings { Number = "112" };
        Assert.Same(own, Resolve<PagerSettings>([], services => services.AddSingleton(own)));
    }

    [Fact]
    public void In_a_host_a_wrong_section_is_an_error_when_a_command_is_resolved()
    {
        using var services = Host(new() { ["Receivers:Pager:Number"] = "110", ["Receivers:Pager:Rings"] = "0" });
        var error = Assert.Throws<ConfigurationException>(() => services.GetRequiredService<DbBackupCommand>());
        Assert.Equal("'Receivers:Pager:Rings' is 0; it takes 1 to 20.", error.Message);
    }

    [Fact]
    public void A_section_belongs_to_one_class()
    {
        var services = new ServiceCollection().AddReceiverSection("Mail", PagerJson.Default.PagerSettings);
        var error = Assert.Throws<ArgumentException>(() => MailReceivers.AddServices(services));
        Assert.StartsWith("Receivers:Mail belongs to DbBackup.Receivers.Tests.Docs.PagerSettings; choose another name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_may_be_added_twice()
    {
        var services = new ServiceCollection();
        MailReceivers.AddServices(services);
        MailReceivers.AddServices(services);
        Assert.Single(services, s => s.ServiceType == typeof(ReceiverSection));
    }

    private static T? Resolve<T>(Dictionary<string, string?> configuration, Action<IServiceCollection>? own = null) where T : class
    {
        using var services = Host(configuration, own);
        return services.GetService<T>();
    }

    private static ServiceProvider Host(Dictionary<string, string?> configuration, Action<IServiceCollection>? own = null)
    {
        var services = new ServiceCollection();
        own?.Invoke(services);
        services.AddDbBackup(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build());
        services.AddReceivers<AppReceivers>();
        return services.BuildServiceProvider();
    }
}
