using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace DbBackup.Receivers.Tests;

/// <summary>How a mail server protects the way to it.</summary>
internal enum Protection
{
    StartTls,
    TlsOnConnect,
    None,
}

/// <summary>
/// A real mail server, Exim, with a configuration of its own on a port of this machine: it takes mails of those who log in as
/// <c>backup</c>, and puts them into a folder.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private MailServer(Protection protection, string certificateName, bool anyone)
    {
        Port = FreePort();
        var certificates = Certificates.Create(_folder, certificateName);
        Certificate = certificates.Certificate;
        foreach (var part in (string[])["spool", "log", "mail"])
            Directory.CreateDirectory(_folder[part]);
        File.WriteAllText(_folder["exim.conf"], Configuration(protection, certificates, anyone));
        LetEximIn();
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/exim4", ["-bdf", "-C", _folder["exim.conf"], "-oX", $"127.0.0.1 : {Port}"])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    public int Port { get; }

    /// <summary>The server's certificate, a PEM file.</summary>
    public string Certificate { get; }

    /// <summary>The mails that have come in, in the order of their subjects.</summary>
    public IReadOnlyList<MimeMessage> Mails =>
        [.. Files().Select(file => MimeMessage.Load(file)).OrderBy(mail => mail.Subject, StringComparer.Ordinal)];

    /// <summary>The mails as they lie in the folder, and everything the server logged.</summary>
    public IEnumerable<string> Texts => Files().Select(File.ReadAllText);

    public static async Task<MailServer> StartAsync(Protection protection = Protection.StartTls, string certificateName = "localhost", bool anyone = false)
    {
        var server = new MailServer(protection, certificateName, anyone);
        for (var deadline = DateTime.UtcNow.AddSeconds(20); !await server.AnswersAsync();)
        {
            Assert.False(server._process.HasExited, $"Exim ended: {(server._process.HasExited ? await server._process.StandardError.ReadToEndAsync() : "")}{server.Log()}");
            Assert.True(DateTime.UtcNow < deadline, $"Exim does not answer: {server.Log()}");
            await Task.Delay(50);
        }
        return server;
    }

    /// <summary>Waits until a number of mails is there: the server answers before it delivers.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReceiveAsync(int count)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(20); Files().Count() < count; await Task.Delay(50))
            Assert.True(DateTime.UtcNow < deadline, $"Only {Files().Count()} of {count} mails came in: {Log()}");
        return Mails;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        // A delivery that is under way may still write.
        for (var left = 20; ; left--)
            try
            {
                _folder.Dispose();
                return;
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(50);
            }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private IEnumerable<string> Files() => Directory.Exists(_folder["mail/new"]) ? Directory.EnumerateFiles(_folder["mail/new"]) : [];

    private string Log() => string.Join('\n', Directory.EnumerateFiles(_folder["log"]).Select(File.ReadAllText));

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string User => Environment.UserName == "root" ? "Debian-exim" : Environment.UserName;

    // Exim gives up the rights of root, and must get at its files all the same.
    private void LetEximIn()
    {
        if (Environment.UserName != "root")
            return;
        Run("chown", "-R", User, _folder.Path);
        Run("chown", "root", _folder["exim.conf"]);
    }

    private static string Group() => Run("id", "-g", User).Trim();

    private static string Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private string Configuration(Protection protection, Certificates certificates, bool anyone) => $$$"""
        PASSWORD = {{{Canary.MailPassword}}}
        exim_user = {{{User}}}
        exim_group = {{{Group()}}}
        pid_file_path = {{{_folder["exim.pid"]}}}
        primary_hostname = localhost
        spool_directory = {{{_folder["spool"]}}}
        log_file_path = {{{_folder["log"]}}}/%slog
        keep_environment =
        host_lookup =
        rfc1413_hosts =
        disable_ipv6 = true
        deliver_drop_privilege = true
        never_users =
        tls_advertise_hosts = {{{(protection == Protection.None ? "" : "*")}}}
        tls_certificate = {{{certificates.Certificate}}}
        tls_privatekey = {{{certificates.Key}}}
        tls_on_connect_ports = {{{(protection == Protection.TlsOnConnect ? Port : "")}}}
        acl_smtp_mail = mail
        acl_smtp_rcpt = recipient
        acl_smtp_data = accept

        begin acl
        mail:
          deny senders = refused@shop.example
               message = sender not allowed
          accept
        recipient:
          deny condition = {{{(anyone ? "no" : "yes")}}}
               !authenticated = *
               message = authentication required
          deny local_parts = nobody
               message = no such mailbox
          defer local_parts = later
               message = try again later
          accept

        begin routers
        everything:
          driver = accept
          transport = folder

        begin transports
        folder:
          driver = appendfile
          directory = {{{_folder["mail"]}}}
          maildir_format
          user = {{{User}}}
          group = {{{Group()}}}
          mode = 0644
          batch_max = 100
          no_mode_fail_narrower

        begin authenticators
        PLAIN:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if eq{$auth2:$auth3}{backup:PASSWORD}}
          server_set_id = $auth2
        """;
}
