using MimeKit;

namespace DbBackup.Receivers.Tests;

/// <summary>Mails that a real server takes, refuses, or never sees.</summary>
public sealed class MailTests : IDisposable
{
    private readonly Application _application = new();

    public void Dispose() => _application.Dispose();

    [Fact]
    public async Task A_failed_backup_is_mailed_over_starttls_after_a_log_in()
    {
        await using var server = await MailServer.StartAsync();
        Configure(server);
        _application.Harm();

        Assert.Equal(1, await _application.RunAsync("backup"));

        var mail = Assert.Single(await server.ReceiveAsync(1));
        Assert.Equal("Backup of database shop on web01 failed", mail.Subject);
        Assert.Equal("backup@shop.example", mail.From.Mailboxes.Single().Address);
        Assert.Equal(["admin@shop.example", "boss@shop.example"], mail.To.Mailboxes.Select(m => m.Address));
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("shop", Fact(mail, "Database"));
        Assert.Equal("web01", Fact(mail, "Server"));
        Assert.Equal("Failed", Fact(mail, "Outcome"));
        Assert.Contains(_application.Error.TrimEnd().Split('\n')[^1].Split(": error: ")[1], mail.TextBody, StringComparison.Ordinal);
        Assert.StartsWith(Fact(mail, "Run"), mail.MessageId, StringComparison.Ordinal);
        Canary.AssertNotIn([.. server.Texts, .. _application.Printed]);
    }

    [Fact]
    public async Task Successes_are_mailed_when_they_are_wanted_with_sizes_and_rows()
    {
        await using var server = await MailServer.StartAsync(Protection.TlsOnConnect);
        Configure(server, ("On", (string[])["Success"]), ("Security", "SslOnConnect"), ("Subject", "{database} {ended}: {file} ({signal})"));

        Assert.Equal(0, await _application.RunAsync("backup"));

        var mail = Assert.Single(await server.ReceiveAsync(1));
        var file = Path.GetFileName(Assert.Single(_application.Backups));
        Assert.Equal($"shop succeeded: {file} (PostBackup)", mail.Subject);
        Assert.Equal(file, Fact(mail, "File"));
        Assert.Equal($"{new FileInfo(_application.Backups[0]).Length} bytes", Fact(mail, "Stored"));
        Assert.Equal("8.2 kB (8192 bytes)", Fact(mail, "Payload"));
        Assert.Equal("1", Fact(mail, "Tables"));
        Assert.Equal("2", Fact(mail, "Rows"));
        Assert.Matches(@"^\d+\.\d s$", Fact(mail, "Duration"));
    }

    [Fact]
    public async Task A_success_is_not_mailed_unless_it_is_wanted()
    {
        Mail(MailServer.FreePort());
        Assert.Equal(0, await _application.RunAsync("backup"));
    }

    [Fact]
    public async Task Without_the_section_nothing_is_mailed()
    {
        _application.Harm();
        Assert.Equal(1, await _application.RunAsync("backup"));
        Assert.DoesNotContain("MailReceivers", _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_fails_at_once_and_the_backup_stays_good()
    {
        await using var server = await MailServer.StartAsync();
        Configure(server, ("On", (string[])["Success"]), ("PasswordFile", _application.Secret("wrong", Canary.Token)));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        Assert.Single(_application.Backups);
        AssertFailure($"The mail server localhost:{server.Port} does not accept the log-in of backup. Correct Receivers:Mail:User or its password.");
        Assert.DoesNotContain("Attempt 1", _application.Error, StringComparison.Ordinal);
        Canary.AssertNotIn(_application.Printed);
    }

    [Fact]
    public async Task A_refused_recipient_does_not_keep_the_mail_from_the_others()
    {
        await using var server = await MailServer.StartAsync();
        Configure(server, ("On", (string[])["Success"]), ("To", (string[])["nobody@shop.example", "admin@shop.example"]));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        Assert.Single(await server.ReceiveAsync(1));
        AssertFailure($"The mail server localhost:{server.Port} refused nobody@shop.example (550 no such mailbox). Correct Receivers:Mail:To; the other recipients have the mail.");
        Canary.AssertNotIn([.. _application.Printed, .. server.Texts]);
    }

    [Fact]
    public async Task When_every_recipient_is_refused_nobody_has_the_mail()
    {
        await using var server = await MailServer.StartAsync();
        Configure(server, ("On", (string[])["Success"]), ("To", (string[])["nobody@shop.example"]));

        Assert.Equal(4, await _application.RunAsync("backup"));

        AssertFailure($"The mail server localhost:{server.Port} refused nobody@shop.example (550 no such mailbox). Correct Receivers:Mail:To.");
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_recipient_that_is_put_off_is_tried_again_and_the_others_get_the_mail_once()
    {
        await using var server = await MailServer.StartAsync();
        Configure(server, ("On", (string[])["Success"]), ("To", (string[])["later@shop.example", "admin@shop.example"]), ("Retries", 2));

        Assert.Equal(4, await _application.RunAsync("backup"));

        AssertFailure($"The mail server localhost:{server.Port} does not accept later@shop.example for now. Gave up after 3 attempts.");
        Assert.Single(await server.ReceiveAsync(1));
        Assert.Contains($"Attempt 2 to reach mail server localhost:{server.Port} failed", _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sender_is_named()
    {
        await using var server = await MailServer.StartAsync();
        Configure(server, ("On", (string[])["Success"]), ("From", "refused@shop.example"));

        Assert.Equal(4, await _application.RunAsync("backup"));

        AssertFailure($"The mail server localhost:{server.Port} refused the sender refused@shop.example (550 sender not allowed). Correct Receivers:Mail:From.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_without_starttls_gets_neither_mail_nor_password(bool logsIn)
    {
        await using var server = await MailServer.StartAsync(Protection.None);
        Configure(server, ("On", (string[])["Success"]));
        if (!logsIn)
            Mail(server.Port, ("On", (string[])["Success"]));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        AssertFailure($"The mail server localhost:{server.Port} offers no STARTTLS, so that the mail would go in the clear. "
            + "Use its TLS port with Receivers:Mail:Security SslOnConnect, or allow it with None.");
        Assert.Empty(server.Mails);
        Canary.AssertNotIn(_application.Printed);
    }

    [Fact]
    public async Task Without_protection_a_mail_goes_only_when_that_is_said()
    {
        await using var server = await MailServer.StartAsync(Protection.None);
        Configure(server, ("On", (string[])["Success"]), ("Security", "None"));

        Assert.Equal(0, await _application.RunAsync("backup"));
        Assert.Single(await server.ReceiveAsync(1));
    }

    [Fact]
    public async Task A_server_that_wants_a_log_in_says_so()
    {
        await using var server = await MailServer.StartAsync();
        Mail(server.Port, ("On", (string[])["Success"]), ("TrustedCertificates", server.Certificate));

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.Contains("Correct Receivers:Mail:To", _application.Error, StringComparison.Ordinal);
        Assert.Contains("authentication required", _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var server = await MailServer.StartAsync();
        Mail(server.Port, ("On", (string[])["Success"]));

        Assert.Equal(4, await _application.RunAsync("backup"));

        AssertFailure($"The certificate of mail server localhost:{server.Port} is not trusted: its issuer is not trusted, or it is out of date. "
            + "Correct Receivers:Mail:Host, or give the certificate of its issuer as Receivers:Mail:TrustedCertificates.");
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_also_when_it_is_in_the_file()
    {
        await using var server = await MailServer.StartAsync(certificateName: "mail.shop.example");
        Configure(server, ("On", (string[])["Success"]));

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.Contains($"The certificate of mail server localhost:{server.Port} is not trusted: it is made out to another name.", _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificates_of_the_file_take_the_place_of_the_systems()
    {
        await using var server = await MailServer.StartAsync();
        await using var other = await MailServer.StartAsync();
        Configure(server, ("On", (string[])["Success"]), ("TrustedCertificates", other.Certificate));

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.Contains("it is neither in that file nor issued by one in it", _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_and_then_given_up()
    {
        var port = MailServer.FreePort();
        Mail(port, ("On", (string[])["Success"]), ("Retries", 2));

        Assert.Equal(4, await _application.RunAsync("backup"));

        AssertFailure($"The mail server localhost:{port} cannot be reached: Connection refused. "
            + "Check Receivers:Mail:Host and Receivers:Mail:Port, and that it runs. Gave up after 3 attempts.");
    }

    private void Configure(MailServer server, params (string Key, object Value)[] more) => Mail(server.Port,
        [("TrustedCertificates", server.Certificate), ("User", "backup"), ("PasswordFile", _application.Secret("password", Canary.MailPassword)), .. more]);

    private void Mail(int port, params (string Key, object Value)[] more)
    {
        var mail = new Dictionary<string, object>
        {
            ["Host"] = "localhost",
            ["Port"] = port,
            ["From"] = "Backups <backup@shop.example>",
            ["To"] = (string[])["admin@shop.example", "boss@shop.example"],
            ["RetryDelay"] = "00:00:00.05",
            ["Timeout"] = "00:00:10",
        };
        foreach (var (key, value) in more)
            mail[key] = value;
        _application.Receivers["Mail"] = mail;
    }

    private void AssertFailure(string message) =>
        Assert.Contains(
            $"error: Database shop: receiver DbBackup.Receivers.MailReceivers.Send failed on PostBackup: {message}",
            _application.Error.Split('\n').Select(line => line[(line.IndexOf(": error: ", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..]));

    /// <summary>The value of a line of the mail.</summary>
    private static string Fact(MimeMessage mail, string name) =>
        Assert.Single((mail.TextBody ?? "").ReplaceLineEndings("\n").Split('\n'), line => line.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..].Trim();
}
