using DbBackup.Signals;

namespace Shop;

/// <summary>A folder of mails that are ready to be sent.</summary>
internal sealed class Outbox(string folder)
{
    /// <summary>Writes one mail about a run.</summary>
    public Task SendAsync(SignalContext context, string text, CancellationToken token)
    {
        Directory.CreateDirectory(folder);
        var mail = $"From: backup@shop.example\nTo: admin@shop.example\nSubject: {context.Signal}\n\n{text}\n";
        return File.WriteAllTextAsync(Path.Combine(folder, $"{context.RunId}-{context.Signal}.eml"), mail, token);
    }
}
