using MimeKit;

namespace DbBackup.Receivers;

/// <summary>Makes the mail about a run.</summary>
internal static class MailMessages
{
    public static MimeMessage Of(MailSettings settings, RunReport report)
    {
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            Subject = MailSubject.Of(settings.Subject, report),
            Date = report.EndedAt,
            // The same for every attempt: a mail that was accepted although the answer was lost is not shown twice.
            MessageId = $"{report.RunId}.{report.Signal}@{from.Domain}",
            Body = new TextPart("plain") { Text = MailText.Of(report) },
        };
        message.From.Add(from);
        message.To.AddRange(settings.To.Select(MailboxAddress.Parse));
        // RFC 3834: nobody's holiday notice shall answer.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }
}
