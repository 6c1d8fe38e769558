using DbBackup.Aot.Tests.Crashes;
using DbBackup.Receivers.Tests;

namespace DbBackup.Aot.Tests;

/// <summary>The secrets of receivers and of the dead man's switch go to those whom they are for. Those of databases and of backups are the servers' tests.</summary>
public sealed class SecretTests(PublishedPrograms published) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Those_of_receivers_go_to_their_servers_and_nowhere_else_whatever_is_run_and_whatever_fails()
    {
        await using var mails = await MailServer.StartAsync();
        await using var webhook = new WebhookServer(WebhookServer.Status(200));
        await using var ping = new WebhookServer(WebhookServer.Status(200));
        Configure(mails, webhook.Url, ping.Url);
        foreach (var arguments in (string[])["check -v", "receivers --json", "backup -v", "media-backup --json", "restore -d shop --yes -v", "media-restore --yes --replace -v",
            "verify --all --json", "drill -d shop -v", "list --json", "health --json", "backup --clean --json", "cleanup --dry-run -v"])
            await RunAsync(arguments, 0);

        Assert.All(webhook.Received, call => Assert.Equal(($"Bearer {Canary.Token}", true), (call.Headers["Authorization"], call.Headers.ContainsKey("webhook-signature"))));
        Assert.NotEmpty(webhook.Received);
        Assert.All(ping.Received, call => Assert.Equal($"/{Canary.UrlPath}?key={Canary.UrlQuery}", call.Url));
        Assert.NotEmpty(ping.Received);
        await mails.ReceiveAsync(4);
        Canary.AssertNotIn([.. mails.Texts, .. webhook.Received.Select(call => call.Body)]);

        await using var refusing = new WebhookServer(WebhookServer.Status(401));
        Configure(mails, refusing.Url, refusing.Url, password: Canary.SigningKey);
        await RunAsync("backup -d shop -v", 4);
        Configure(mails, Closed, Closed);
        await RunAsync("backup -d shop -v", 4);
        await RunAsync("media-backup -v", 4);
        foreach (var variable in (string[])["DBBACKUP_Receivers__Webhook__Url", "DBBACKUP_Health__PingUrl"])
        {
            _environment[variable] = $"http://{Canary.Token}:{Canary.Token}@127.0.0.1:1/{Canary.UrlPath}?key={Canary.UrlQuery}";
            await RunAsync("backup -d shop -v", 2);
            _environment[variable] = Closed;
        }
        await File.WriteAllTextAsync(_folder["shop-data/shop.db"], "This was a database.", TestContext.Current.CancellationToken);
        await RunAsync("backup -d shop -v", 1);
        await RunAsync("health -v", 1);
        _environment["DBBACKUP_Receivers__Webhook__Tokn"] = Canary.Token;
        await RunAsync("backup -d shop -v", 2);
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(file => file != _folder["key"]))
            Canary.AssertNotIn(await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken));
    }

    /// <summary>An address at which nobody answers.</summary>
    private static string Closed => $"http://127.0.0.1:1/{Canary.UrlPath}?key={Canary.UrlQuery}";

    private void Configure(MailServer mails, string webhook, string ping, string password = Canary.MailPassword)
    {
        File.WriteAllText(_folder["key"], Canary.SigningKey);
        foreach (var (key, value) in ((string, string)[])[
            ("Mail__Host", "localhost"), ("Mail__Port", $"{mails.Port}"), ("Mail__TrustedCertificates", mails.Certificate), ("Mail__User", "backup"), ("Mail__Password", password),
            ("Mail__From", "backup@shop.example"), ("Mail__To__0", "admin@shop.example"), ("Mail__On__0", "Success"), ("Mail__On__1", "Failure"), ("Mail__Retries", "0"),
            ("Webhook__Url", webhook), ("Webhook__Token", Canary.Token), ("Webhook__SigningKeyFile", _folder["key"]), ("Webhook__Retries", "0")])
            _environment[$"DBBACKUP_Receivers__{key}"] = value;
        _environment["DBBACKUP_Health__PingUrl"] = ping;
    }

    private async Task RunAsync(string arguments, int exitCode)
    {
        var log = _folder["trace"];
        var end = await Tracer.Of(published.Quickstart, $"-y -v -s 10000000 --seccomp-bpf -o {log} -e trace=execve,write,pwrite64,writev,pwritev,sendto,sendmsg")
            .RunAsync(_folder.Path, arguments, _environment);
        Assert.True(end.ExitCode == exitCode, $"{arguments} ended with {end.ExitCode}:\n{end.Output}\n{end.Error}");
        Canary.AssertNotIn(end.Output, end.Error);
        var trace = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Canary.AssertNotIn(trace.Where(line => !line.Contains($"execve(\"{published.Quickstart.File}\"", StringComparison.Ordinal) && !line.Contains("<socket:[", StringComparison.Ordinal)));
        File.Delete(log);
    }
}
