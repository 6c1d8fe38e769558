using System.Runtime.CompilerServices;
using DbBackup.Storage;

namespace DbBackup.Tests.Faults;

/// <summary>A storage one of whose calls, or of those of its streams, goes wrong.</summary>
internal sealed class FaultyStorage(IBackupStorage inner, FaultPlan faults) : IBackupStorage
{
    private string? _last;

    public string Description => inner.Description;

    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken token)
    {
        var fault = await faults.NextAsync();
        if (fault is Fault.Lies)
        {
            await write(new MemoryStream(), token);
            return;
        }
        var storage = fault is Fault.Truncates or Fault.Flips ? new AlteringStorage(inner, (_, bytes) => Alteration.Of(bytes, fault.Value)) : inner;
        await storage.WriteAsync(name, (stream, cancellation) => write(new FaultyStream(stream, faults), cancellation), token);
        _last = name;
        ThrowIfLost(fault);
    }

    public async Task<Stream> OpenReadAsync(string name, CancellationToken token)
    {
        var fault = await faults.NextAsync();
        var stream = new FaultyStream(await inner.OpenReadAsync(name, token), faults);
        if (fault is not (Fault.Truncates or Fault.Flips or Fault.Lies))
        {
            ThrowIfLost(fault);
            return stream;
        }
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, token);
            return new MemoryStream(Alteration.Of(bytes.ToArray(), fault.Value));
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync([EnumeratorCancellation] CancellationToken token)
    {
        var fault = await faults.NextAsync();
        await foreach (var stored in inner.ListAsync(token))
            if (fault is not Fault.Lies || stored.Name != _last)
                yield return fault is Fault.Truncates ? stored with { Length = stored.Length / 2 } : stored;
        ThrowIfLost(fault);
    }

    public async Task<bool> DeleteAsync(string name, CancellationToken token)
    {
        var fault = await faults.NextAsync();
        if (fault is Fault.Lies)
            return true;
        var deleted = await inner.DeleteAsync(name, token);
        ThrowIfLost(fault);
        return deleted;
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken token)
    {
        var fault = await faults.NextAsync();
        var exists = await inner.ExistsAsync(name, token);
        ThrowIfLost(fault);
        return exists != (fault is Fault.Lies);
    }

    private static void ThrowIfLost(Fault? fault)
    {
        if (fault is Fault.LosesItsAnswer)
            throw FaultPlan.Error();
    }
}
