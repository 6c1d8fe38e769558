using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>What <c>keygen</c> made.</summary>
internal static class KeygenReport
{
    public static Report Of(KeygenResult result) => new()
    {
        ExitCode = ExitCodes.Done,
        IsAnswer = true,
        Lines =
        [
            $"Public key: {result.Recipient}",
            $"Private key: {result.Path}. Keep it where backups are restored, and a copy where no fire reaches both; without it nothing is restored.",
        ],
        Json = () => JsonDocuments.Write(new KeygenDocument(ExitCodes.Done, null, result.Recipient, result.Path)),
    };
}
