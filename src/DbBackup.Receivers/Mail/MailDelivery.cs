using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace DbBackup.Receivers;

/// <summary>Brings one mail to its server.</summary>
internal sealed class MailDelivery
{
    private readonly MailSettings _settings;
    private readonly MimeMessage _message;
    private readonly List<MailboxAddress> _waiting;
    private readonly List<string> _refusals = [];
    private readonly string? _password;
    private readonly Secrets _secrets;

    /// <exception cref="BackupException">The password cannot be read.</exception>
    public MailDelivery(MailSettings settings, MimeMessage message)
    {
        _settings = settings;
        _message = message;
        _waiting = [.. message.To.Mailboxes];
        _password = SecretFile.Read("Receivers:Mail:PasswordFile", settings.Password, settings.PasswordFile);
        _secrets = new(_password, $"\0{settings.User}\0{_password}");
    }

    private string Server => $"mail server {_settings.Host}:{_settings.EffectivePort}";

    /// <summary>Sends it to every recipient.</summary>
    /// <exception cref="DeliveryException">Not everybody got it.</exception>
    public async Task SendAsync(TimeProvider clock, ILogger logger, CancellationToken token)
    {
        await new Attempts(_settings, Server, clock, logger).RunAsync(TryAsync, token);
        if (_refusals.Count > 0)
            throw new DeliveryException(
                $"The {Server} refused {string.Join(" and ", _refusals)}. Correct Receivers:Mail:To{(_refusals.Count < _settings.To.Count ? "; the other recipients have the mail" : "")}.");
    }

    private async Task TryAsync(CancellationToken token)
    {
        var certificates = new MailCertificates(_settings.TrustedCertificates is { } file ? MailCertificates.Read(file) : []);
        using var client = new PatientSmtpClient
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, chain, errors) => certificates.IsTrusted(certificate, chain, errors),
        };
        try
        {
            await client.ConnectAsync(_settings.Host, _settings.EffectivePort, Options(), token);
            if (_settings.User is not null && _password is not null)
                await client.AuthenticateAsync(_settings.User, _password, token);
            await SendAsync(client, token);
        }
        catch (Exception e) when (e is not (DeliveryException or OperationCanceledException))
        {
            throw Failure(e, certificates.Refusal);
        }
    }

    private async Task SendAsync(PatientSmtpClient client, CancellationToken token)
    {
        try
        {
            await client.SendAsync(FormatOptions.Default, _message, _message.From.Mailboxes.First(), _waiting, token);
        }
        catch (SmtpCommandException e) when (e.ErrorCode != SmtpErrorCode.SenderNotAccepted && client.Refused.Count == _waiting.Count)
        {
            // All of them were refused: each refusal is told below.
        }

        await LeaveAsync(client, token);
        _waiting.Clear();
        foreach (var (mailbox, response) in client.Refused)
            if (MayPass(response.StatusCode))
                _waiting.Add(mailbox);
            else
                _refusals.Add($"{mailbox.Address} ({Said(response.StatusCode, response.Response)})");
        if (_waiting.Count > 0)
            throw new DeliveryException($"The {Server} does not accept {string.Join(" and ", _waiting.Select(m => m.Address))} for now.", mayPass: true);
    }

    // The mail is accepted: a server that does not say good-bye takes nothing back.
    private static async Task LeaveAsync(PatientSmtpClient client, CancellationToken token)
    {
        try
        {
            await client.DisconnectAsync(quit: true, token);
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException or OperationCanceledException)
        {
        }
    }

    private SecureSocketOptions Options() => _settings.Security switch
    {
        MailSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>What a failure means and what to do about it. What the server said is kept; what it was told is not.</summary>
    private DeliveryException Failure(Exception exception, string? refusal) => exception switch
    {
        SslHandshakeException when refusal is not null => new(
            $"The certificate of {Server} is not trusted: {refusal}. Correct Receivers:Mail:Host, or give the certificate of its issuer as Receivers:Mail:TrustedCertificates."),
        SslHandshakeException => new($"The {Server} and this machine cannot agree on TLS. Check Receivers:Mail:Port and Receivers:Mail:Security."),
        NotSupportedException when _settings.Security == MailSecurity.StartTls && _settings.User is null => NoStartTls(),
        NotSupportedException when exception.Message.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) => NoStartTls(),
        NotSupportedException => new($"The {Server} takes no log-in of this kind. Remove Receivers:Mail:User and its password, or use another port."),
        AuthenticationException => new(
            $"The {Server} does not accept the log-in of {PlainText.OneLine(_settings.User ?? "")}. Correct Receivers:Mail:User or its password."),
        ServiceNotAuthenticatedException => new($"The {Server} wants a log-in. Set Receivers:Mail:User and Receivers:Mail:PasswordFile."),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => new(
            $"The {Server} refused the sender {e.Mailbox?.Address} ({Said(e.StatusCode, e.Message)}). Correct Receivers:Mail:From.", MayPass(e.StatusCode)),
        SmtpCommandException e => new($"The {Server} refused the mail ({Said(e.StatusCode, e.Message)}). Ask whoever runs it.", MayPass(e.StatusCode)),
        SocketException e => new($"The {Server} cannot be reached: {e.Message}. Check Receivers:Mail:Host and Receivers:Mail:Port, and that it runs.", mayPass: true),
        IOException or ProtocolException => new($"The {Server} broke off the connection. Check that it runs, and that Receivers:Mail:Security fits its port.", mayPass: true),
        _ => new($"The mail could not be sent to {Server}: {_secrets.Hide(exception)}"),
    };

    private DeliveryException NoStartTls() => new(
        $"The {Server} offers no STARTTLS, so that the mail would go in the clear. Use its TLS port with Receivers:Mail:Security SslOnConnect, or allow it with None.");

    private string Said(SmtpStatusCode code, string text) => $"{(int)code} {_secrets.Hide(text.Trim())}";

    private static bool MayPass(SmtpStatusCode code) => (int)code is >= 400 and < 500;
}
