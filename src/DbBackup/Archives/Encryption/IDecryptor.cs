namespace DbBackup.Archives;

/// <summary>The secrets for a format of encryption.</summary>
internal interface IDecryptor
{
    /// <summary>Opens what was encrypted.</summary>
    /// <param name="stored">The encrypted bytes; owned by the stream that is returned.</param>
    /// <param name="token">Cancels.</param>
    /// <returns><see langword="null"/> when none of the secrets opens it.</returns>
    /// <exception cref="InvalidDataException">Now or while reading: the bytes break the format, or were changed.</exception>
    ValueTask<Stream?> OpenAsync(Stream stored, CancellationToken token);
}
