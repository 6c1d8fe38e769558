using DbBackup.Storage;
using DbBackup.Tests.Storage;

namespace DbBackup.Tests.Commands;

/// <summary>A storage that takes no claim to a lease, as a folder that may only be read.</summary>
internal sealed class UnlockableStorage(IBackupStorage storage, Exception cause) : StorageDecorator(storage)
{
    public override Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token) =>
        name.EndsWith(LeaseClaims.Suffix, StringComparison.Ordinal) ? throw new BackupException("The claim cannot be written.", cause) : base.WriteAsync(name, write, token);
}
