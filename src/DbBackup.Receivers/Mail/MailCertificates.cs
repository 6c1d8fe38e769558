using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DbBackup.Receivers;

/// <summary>Trusts the certificates of a file, and only these.</summary>
internal sealed class MailCertificates(X509Certificate2Collection trusted)
{
    /// <summary>Why the last server was not trusted; <see langword="null"/> when it was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The certificates of a PEM file.</summary>
    public static X509Certificate2Collection Read(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates;
    }

    /// <summary>Whether a server that showed this certificate is the one that is meant.</summary>
    public bool IsTrusted(X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors)
    {
        Refusal = errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "it has none"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it is made out to another name"
            : trusted.Count == 0 ? (errors == SslPolicyErrors.None ? null : "its issuer is not trusted, or it is out of date")
            : LeadsToTrusted(new X509Certificate2(certificate!), shown) ? null : "it is neither in that file nor issued by one in it, or it is out of date";
        return Refusal is null;
    }

    private bool LeadsToTrusted(X509Certificate2 certificate, X509Chain? shown)
    {
        using var own = certificate;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (shown is not null)
            foreach (var element in shown.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(own);
    }
}
