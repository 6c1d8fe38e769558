using System.Text;
using DbBackup.Archives;
using DbBackup.Storage;

namespace DbBackup.Commands;

/// <summary>Makes a pair of age keys. The private one belongs where backups are restored, and nowhere else.</summary>
public sealed class KeygenCommand
{
    private readonly TimeProvider _clock;

    internal KeygenCommand(TimeProvider clock) => _clock = clock;

    /// <summary>Runs it.</summary>
    /// <param name="options">Where the private key goes.</param>
    /// <param name="token">Cancels.</param>
    /// <exception cref="BackupException">The file exists or cannot be written.</exception>
    public async Task<KeygenResult> RunAsync(KeygenOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = LocalPath.Full(options.Path, "--output-path");
        var identity = AgeIdentity.Generate();
        try
        {
            await using var stream = DurableFile.CreateNew(path);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(AgeIdentityFile.Write(identity, _clock.GetUtcNow())), token);
            DurableFile.Sync(stream);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new BackupException($"{path} exists already, and no key is overwritten: give --output-path another name.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} cannot be written: {FileError.Reason(e)}. Give --output-path a file in a folder that can be.", e);
        }
        return new(path, identity.Recipient);
    }
}
