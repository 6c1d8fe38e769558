using MimeKit;

namespace FiveUses;

/// <summary>Where mails go. An application registers one.</summary>
/// <param name="Host">The mail server.</param>
/// <param name="Port">Its port.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The recipient.</param>
public sealed record MailRoute(string Host, int Port, MailboxAddress From, MailboxAddress To);
