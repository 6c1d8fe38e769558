namespace DbBackup.Receivers;

/// <summary>How the way to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>The connection begins in the clear and must change to TLS before anything is said (STARTTLS, usually port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (usually port 465).</summary>
    SslOnConnect,

    /// <summary>No protection: mails can be read on the way. A password is only sent to this machine itself.</summary>
    None,
}
