namespace DbBackup.Archives;

/// <summary>Opens age files.</summary>
internal sealed class AgeDecryptor(IReadOnlyList<IAgeIdentity> identities) : IDecryptor
{
    public async ValueTask<Stream?> OpenAsync(Stream stored, CancellationToken token) =>
        await AgeDecryptingStream.OpenAsync(stored, identities, token).ConfigureAwait(false);
}
