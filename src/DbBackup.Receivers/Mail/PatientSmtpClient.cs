using MailKit.Net.Smtp;
using MimeKit;

namespace DbBackup.Receivers;

/// <summary>Sends to everybody whom the server accepts, and remembers the others: one wrong address must not keep the mail from the rest.</summary>
internal sealed class PatientSmtpClient : SmtpClient
{
    /// <summary>Whom the server refused, and how.</summary>
    public List<(MailboxAddress Mailbox, SmtpResponse Response)> Refused { get; } = [];

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Refused.Add((mailbox, response));
}
