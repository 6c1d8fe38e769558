using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers.Tests;

/// <summary>Calls that a real server answers well, badly, or not at all.</summary>
public sealed class WebhookTests : IDisposable
{
    private readonly Application _application = new();

    public void Dispose() => _application.Dispose();

    [Fact]
    public async Task A_backup_is_posted_as_json_with_its_sizes()
    {
        await using var server = new WebhookServer(WebhookServer.Status(204));
        Webhook(server.Url, ("TokenFile", _application.Secret("token", Canary.Token)));

        Assert.Equal(0, await _application.RunAsync("backup"));

        var call = Assert.Single(server.Received);
        var message = JsonDocument.Parse(call.Body).RootElement;
        var file = Assert.Single(_application.Backups);
        Assert.Equal("POST", call.Method);
        Assert.Equal($"Bearer {Canary.Token}", call.Headers["Authorization"]);
        Assert.StartsWith("application/json", call.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("PostBackup", message.GetProperty("signal").GetString());
        Assert.Equal("Succeeded", message.GetProperty("outcome").GetString());
        Assert.Equal("Backup of database shop on web01 succeeded.", message.GetProperty("summary").GetString());
        Assert.Equal("shop", message.GetProperty("database").GetString());
        Assert.Equal("web01", message.GetProperty("server").GetString());
        Assert.Equal(Path.GetFileName(file), message.GetProperty("file").GetString());
        Assert.Equal(new FileInfo(file).Length, message.GetProperty("storedBytes").GetInt64());
        Assert.Equal(2, message.GetProperty("rows").GetInt64());
        Assert.Equal($"{message.GetProperty("runId").GetString()}-PostBackup", call.Headers["Idempotency-Key"]);
        Assert.False(message.TryGetProperty("error", out _));
        Canary.AssertNotIn([call.Body, .. _application.Printed]);
    }

    [Fact]
    public async Task A_failure_is_posted_with_its_reason()
    {
        await using var server = new WebhookServer(WebhookServer.Status(200));
        Webhook(server.Url);
        _application.Harm();

        Assert.Equal(1, await _application.RunAsync("backup"));

        var message = JsonDocument.Parse(Assert.Single(server.Received).Body).RootElement;
        Assert.Equal("BackupFailed", message.GetProperty("signal").GetString());
        Assert.EndsWith($": error: {message.GetProperty("error").GetString()}\n", _application.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Canary.SigningKey)]
    [InlineData("whsec_Y2FuYXJ5LXNpZ25pbmctNzdhYQ==")]
    public async Task A_message_is_signed_so_that_the_other_side_can_check_it(string key)
    {
        await using var server = new WebhookServer(WebhookServer.Status(200));
        Webhook(server.Url, ("SigningKeyFile", _application.Secret("key", key)));

        Assert.Equal(0, await _application.RunAsync("backup"));

        var call = Assert.Single(server.Received);
        var signed = $"{call.Headers["webhook-id"]}.{call.Headers["webhook-timestamp"]}.{call.Body}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Canary.SigningKey), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"v1,{expected}", call.Headers["webhook-signature"]);
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(call.Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        Assert.InRange(sent, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(2));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again_with_the_same_key(int status)
    {
        await using var server = new WebhookServer(WebhookServer.Status(status), WebhookServer.Status(200));
        Webhook(server.Url);

        Assert.Equal(0, await _application.RunAsync("backup"));

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(call => (call.Headers["Idempotency-Key"], call.Body)).Distinct());
        Assert.Contains($"Attempt 1 to reach webhook http://127.0.0.1:{server.Port} failed", _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pause_that_a_server_asks_for_is_kept()
    {
        await using var server = new WebhookServer(answer => (answer.StatusCode, answer.Headers["Retry-After"]) = (429, "1"), WebhookServer.Status(200));
        Webhook(server.Url);
        var began = Stopwatch.StartNew();

        Assert.Equal(0, await _application.RunAsync("backup"));

        Assert.True(began.Elapsed > TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(400, "answered 400 (BadRequest). Ask whoever runs it what it takes.")]
    [InlineData(401, "answered 401 (Unauthorized). Check Receivers:Webhook:Token.")]
    [InlineData(404, "answered 404 (NotFound). Check the path of Receivers:Webhook:Url.")]
    public async Task What_will_not_pass_is_not_tried_again(int status, string message)
    {
        await using var server = new WebhookServer(WebhookServer.Status(status));
        Webhook(server.Url, ("TokenFile", _application.Secret("token", Canary.Token)));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        Assert.Single(server.Received);
        Assert.Single(_application.Backups);
        AssertFailure($"The webhook http://127.0.0.1:{server.Port} {message}");
        Canary.AssertNotIn(_application.Printed);
    }

    [Fact]
    public async Task A_server_that_never_recovers_is_given_up()
    {
        await using var server = new WebhookServer(WebhookServer.Status(500));
        Webhook(server.Url, ("Retries", 2));

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.Equal(3, server.Received.Count);
        AssertFailure($"The webhook http://127.0.0.1:{server.Port} answered 500 (InternalServerError). Check that it works. Gave up after 3 attempts.");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_left_when_the_time_is_up()
    {
        await using var server = new WebhookServer([null]);
        Webhook(server.Url, ("Timeout", "00:00:00.3"), ("Retries", 0));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        AssertFailure($"No answer from webhook http://127.0.0.1:{server.Port} within 0.3 s. Check that it runs and can be reached, or raise Timeout.");
        Canary.AssertNotIn(_application.Printed);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_and_then_given_up()
    {
        var port = MailServer.FreePort();
        Webhook($"http://127.0.0.1:{port}/{Canary.UrlPath}?{Canary.UrlQuery}", ("Retries", 1));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        AssertFailure($"The webhook http://127.0.0.1:{port} cannot be reached (ConnectionError). Check Receivers:Webhook:Url, and that it runs. Gave up after 2 attempts.");
        Canary.AssertNotIn(_application.Printed);
    }

    [Theory]
    [InlineData(302, false)]
    [InlineData(308, false)]
    [InlineData(302, true)]
    public async Task A_redirect_is_a_failure_and_the_token_goes_nowhere_else(int status, bool clientOfApplication)
    {
        await using var elsewhere = new WebhookServer(WebhookServer.Status(200));
        await using var server = new WebhookServer(answer => (answer.StatusCode, answer.RedirectLocation) = (status, elsewhere.Url));
        Webhook(server.Url, ("TokenFile", _application.Secret("token", Canary.Token)));
        if (clientOfApplication)
            _application.Services = services => services.AddSingleton(_ => new HttpClient(new SocketsHttpHandler { UseProxy = false }));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        AssertFailure($"The webhook http://127.0.0.1:{server.Port} redirects to another address. Set Receivers:Webhook:Url to the one that answers.");
        Assert.DoesNotContain(elsewhere.Received, call => call.Headers.ContainsKey("Authorization"));
        Assert.Equal(clientOfApplication ? 1 : 0, elsewhere.Received.Count);
        Canary.AssertNotIn(_application.Printed);
    }

    [Fact]
    public async Task The_client_of_the_application_is_used_when_there_is_one()
    {
        await using var server = new WebhookServer(WebhookServer.Status(200));
        Webhook(server.Url);
        _application.Services = services => services.AddSingleton(_ => new HttpClient(new SocketsHttpHandler { UseProxy = false }) { DefaultRequestHeaders = { { "X-Shop", "1" } } });

        Assert.Equal(0, await _application.RunAsync("backup"));

        Assert.Equal("1", Assert.Single(server.Received).Headers["X-Shop"]);
    }

    [Fact]
    public async Task The_address_may_be_a_secret_in_a_file()
    {
        await using var server = new WebhookServer(WebhookServer.Status(200));
        Webhook(null, ("UrlFile", _application.Secret("url", server.Url)));

        Assert.Equal(0, await _application.RunAsync("media-backup"));

        var call = Assert.Single(server.Received);
        Assert.Equal($"/{Canary.UrlPath}?key={Canary.UrlQuery}", call.Url);
        Assert.Contains("\"PostMediaBackup\"", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_up_is_posted_only_when_it_is_wanted()
    {
        await using var server = new WebhookServer(WebhookServer.Status(200));
        Webhook(server.Url, ("On", (string[])["Cleanup"]));

        Assert.Equal(0, await _application.RunAsync("backup"));
        Assert.Equal(0, await _application.RunAsync("backup --clean"));

        var message = JsonDocument.Parse(Assert.Single(server.Received).Body).RootElement;
        Assert.Equal("PostCleanup", message.GetProperty("signal").GetString());
        Assert.Single(message.GetProperty("deleted").EnumerateArray());
    }

    [Fact]
    public async Task A_failing_call_does_not_keep_the_mail_from_being_sent()
    {
        await using var mails = await MailServer.StartAsync();
        await using var server = new WebhookServer(WebhookServer.Status(400));
        Webhook(server.Url);
        _application.Receivers["Mail"] = new
        {
            Host = "localhost", mails.Port, TrustedCertificates = mails.Certificate, User = "backup", PasswordFile = _application.Secret("password", Canary.MailPassword),
            From = "backup@shop.example", To = (string[])["admin@shop.example"], On = (string[])["Success"],
        };

        Assert.Equal(4, await _application.RunAsync("backup"));

        await mails.ReceiveAsync(1);
    }

    private void Webhook(string? url, params (string Key, object Value)[] more)
    {
        var webhook = new Dictionary<string, object> { ["RetryDelay"] = "00:00:00.05", ["Timeout"] = "00:00:20" };
        if (url is not null)
            webhook["Url"] = url;
        foreach (var (key, value) in more)
            webhook[key] = value;
        _application.Receivers["Webhook"] = webhook;
    }

    private void AssertFailure(string message) =>
        Assert.Contains($": error: Database shop: receiver DbBackup.Receivers.WebhookReceivers.Post failed on PostBackup: {message}\n", _application.Error, StringComparison.Ordinal);
}
