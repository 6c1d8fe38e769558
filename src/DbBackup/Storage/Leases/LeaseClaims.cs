using System.Globalization;
using System.Text.Json;

namespace DbBackup.Storage;

/// <summary>The claims to one subject's lease: objects <c>&lt;subject&gt;.&lt;id&gt;.&lt;generation&gt;.lease.json</c> of a storage.</summary>
internal sealed class LeaseClaims(IBackupStorage storage, string subject, TimeProvider clock)
{
    /// <summary>The end of every claim's name.</summary>
    public const string Suffix = ".lease.json";

    private const int MaximumBytes = 64 << 10;

    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    /// <summary>Writes a claim, or the next generation of one.</summary>
    /// <exception cref="BackupException">The storage takes none.</exception>
    public Task WriteAsync(LeaseClaim claim, CancellationToken token) => storage.WriteAsync(
        NameOf(claim.Id, claim.Generation),
        async (stream, cancellation) => await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(claim, LeaseJsonContext.Default.LeaseClaim), cancellation),
        token);

    /// <summary>Whether a generation of a claim is still there.</summary>
    public Task<bool> ExistsAsync(string id, int generation, CancellationToken token) => storage.ExistsAsync(NameOf(id, generation), token);

    /// <summary>Deletes a generation of a claim.</summary>
    /// <returns>Whether it is gone.</returns>
    public Task<bool> TryDeleteAsync(string id, int generation, CancellationToken token) => TryDeleteAsync(NameOf(id, generation), token);

    /// <summary>Reads the claims of others, and deletes those that are dead.</summary>
    /// <param name="own">The id of one's own.</param>
    /// <param name="token">Cancels.</param>
    /// <returns>Those that live; and whether nothing came or went meanwhile, so that there are no others.</returns>
    /// <exception cref="BackupException">Something lies there that is no claim that this version reads.</exception>
    public async Task<(IReadOnlyList<LeaseClaim> Live, bool IsSettled)> ReadOthersAsync(string own, CancellationToken token)
    {
        var (live, isSettled) = (new List<LeaseClaim>(), true);
        foreach (var generations in (await ListAsync(own, token)).GroupBy(IdOf, StringComparer.Ordinal))
        {
            List<string> oldestFirst = [.. generations.Order(StringComparer.Ordinal)];
            if (await TryReadAsync(oldestFirst[^1], token) is { } claim && !claim.IsDead(clock.GetUtcNow()))
            {
                live.Add(claim);
                continue;
            }
            // Dead, or gone since it was listed: there may be a next generation by now. Where nothing may be deleted it is seen again, and is then old news.
            isSettled &= !_dead.Add(oldestFirst[^1]);
            foreach (var name in oldestFirst)
                await TryDeleteAsync(name, token);
        }

        return (live, isSettled);
    }

    // A storage that keeps what it has is no reason not to back up to it.
    private async Task<bool> TryDeleteAsync(string name, CancellationToken token)
    {
        try
        {
            await storage.DeleteAsync(name, token);
            return true;
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            return false;
        }
    }

    private string NameOf(string id, int generation) => string.Create(CultureInfo.InvariantCulture, $"{subject}.{id}.{generation:D6}{Suffix}");

    private async Task<List<string>> ListAsync(string own, CancellationToken token)
    {
        var names = new List<string>();
        await foreach (var stored in storage.ListAsync(token))
            if (stored.Name.StartsWith($"{subject}.", StringComparison.Ordinal) && stored.Name.EndsWith(Suffix, StringComparison.Ordinal) && IdOf(stored.Name) != own)
                names.Add(stored.Name);
        return names;
    }

    private string IdOf(string name) => name[(subject.Length + 1)..].Split('.')[0];

    private async Task<LeaseClaim?> TryReadAsync(string name, CancellationToken token)
    {
        var bytes = await SmallObject.TryReadAsync(storage, name, MaximumBytes, token);
        try
        {
            return bytes is null ? null
                : JsonSerializer.Deserialize(bytes, LeaseJsonContext.Default.LeaseClaim) is { FormatVersion: LeaseClaim.CurrentFormatVersion } claim ? claim
                : throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new BackupException($"{name} in the {storage.Description} is no lease that this version reads, so nobody knows whether another run is at work. When none is, remove it.", exception);
        }
    }
}
