using DbBackup.Receivers.Tests;

namespace DbBackup.Aot.Tests;

/// <summary>The receivers of the library, configured and called in a program that was compiled ahead of time.</summary>
public sealed class MailTests(PublishedPrograms published) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_compiled_program_mails_a_success_over_tls_and_a_wrong_key_of_the_section_ends_it()
    {
        await using var server = await MailServer.StartAsync();
        File.WriteAllText(_folder["password"], Canary.MailPassword);
        var environment = new Dictionary<string, string>
        {
            ["DBBACKUP_Receivers__Mail__Host"] = "localhost",
            ["DBBACKUP_Receivers__Mail__Port"] = $"{server.Port}",
            ["DBBACKUP_Receivers__Mail__TrustedCertificates"] = server.Certificate,
            ["DBBACKUP_Receivers__Mail__User"] = "backup",
            ["DBBACKUP_Receivers__Mail__PasswordFile"] = _folder["password"],
            ["DBBACKUP_Receivers__Mail__From"] = "backup@shop.example",
            ["DBBACKUP_Receivers__Mail__To__0"] = "admin@shop.example",
            ["DBBACKUP_Receivers__Mail__On__0"] = "Success",
        };

        var end = await published.Quickstart.RunAsync(_folder.Path, "backup -d shop", environment);

        end.Succeeded();
        Assert.Equal("Backup of database shop on demo succeeded", Assert.Single(await server.ReceiveAsync(1)).Subject);
        Canary.AssertNotIn([end.Output, end.Error, .. server.Texts]);

        environment["DBBACKUP_Receivers__Mail__Prot"] = "25";
        end = await published.Quickstart.RunAsync(_folder.Path, "backup -d shop", environment);
        Assert.Equal(2, end.ExitCode);
        Assert.EndsWith("environment variable DBBACKUP_Receivers__Mail__Prot: 'Receivers:Mail:Prot' is not a known key; did you mean 'Port'?\n", end.Error, StringComparison.Ordinal);
    }
}
