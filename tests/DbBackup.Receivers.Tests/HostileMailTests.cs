using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DbBackup.Receivers.Tests;

/// <summary>Servers that no package ships: one that says nothing, one that hangs up, one that repeats what it was told.</summary>
public sealed class HostileMailTests : IDisposable
{
    private readonly Application _application = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HostileMailTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _application.Dispose();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task A_server_that_says_nothing_is_left_when_the_time_is_up()
    {
        Mail(("Timeout", "00:00:00.3"), ("Retries", 1), ("TotalTimeout", "00:00:05"));
        var began = Stopwatch.StartNew();

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.InRange(began.Elapsed, TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(30));
        Assert.Contains(
            $"No answer from mail server localhost:{Port} within 0.3 s. Check that it runs and can be reached, or raise Timeout. Gave up after 2 attempts.",
            _application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_attempts_together_take_no_longer_than_the_total()
    {
        Mail(("Timeout", "00:00:00.5"), ("Retries", 10), ("TotalTimeout", "00:00:01.2"));

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.Matches(@"Gave up after [23] attempts\.", _application.Error);
    }

    [Fact]
    public async Task A_server_that_hangs_up_is_tried_again()
    {
        var serving = ServeAsync(_ => null);
        Mail(("Retries", 1));

        Assert.Equal(4, await _application.RunAsync("backup"));

        Assert.Contains(
            $"The mail server localhost:{Port} broke off the connection. Check that it runs, and that Receivers:Mail:Security fits its port. Gave up after 2 attempts.",
            _application.Error, StringComparison.Ordinal);
        _listener.Stop();
        await serving;
    }

    [Fact]
    public async Task What_a_server_repeats_of_the_log_in_is_not_passed_on()
    {
        var serving = ServeAsync(line => line switch
        {
            null => "220 hello",
            _ when line.StartsWith("EHLO", StringComparison.Ordinal) => "250-hello\r\n250 AUTH PLAIN",
            _ when line.StartsWith("AUTH", StringComparison.Ordinal) => "235 welcome",
            _ when line.StartsWith("MAIL", StringComparison.Ordinal) => $"554 you said {Canary.MailPassword} and password={Canary.Token}; at http://u:{Canary.Token}@x/?k={Canary.UrlQuery}",
            _ => "250 ok",
        });
        Mail(("User", "backup"), ("PasswordFile", _application.Secret("password", Canary.MailPassword)));

        Assert.Equal(4, await _application.RunAsync("backup -v"));

        Assert.Contains("554 you said *** and password=***; at http://***@x/?***", _application.Error, StringComparison.Ordinal);
        Canary.AssertNotIn(_application.Printed);
        _listener.Stop();
        await serving;
    }

    private void Mail(params (string Key, object Value)[] more)
    {
        var mail = new Dictionary<string, object>
        {
            ["Host"] = "localhost", ["Port"] = Port, ["Security"] = "None", ["From"] = "backup@shop.example", ["To"] = (string[])["admin@shop.example"],
            ["On"] = (string[])["Success"], ["RetryDelay"] = "00:00:00.05",
        };
        foreach (var (key, value) in more)
            mail[key] = value;
        _application.Receivers["Mail"] = mail;
    }

    /// <summary>Answers each line; <see langword="null"/> as the answer hangs up.</summary>
    private async Task ServeAsync(Func<string?, string?> answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client, answer);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private static async Task TalkAsync(TcpClient client, Func<string?, string?> answer)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
            await using var writer = new StreamWriter(client.GetStream(), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
            for (var said = answer(null); said is not null; said = await reader.ReadLineAsync() is { } line ? answer(line) : null)
                await writer.WriteLineAsync(said);
        }
        catch (IOException)
        {
            // The other side has left.
        }
    }
}
