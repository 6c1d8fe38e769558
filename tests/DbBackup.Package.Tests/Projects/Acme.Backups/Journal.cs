using DbBackup.Configuration;
using DbBackup.Signals;

namespace Acme.Backups;

#region Library
/// <summary>Receivers that keep a journal, <c>journal.txt</c>, of all backups: include them by this type.</summary>
public sealed class Journal
{
    private Journal() { }
}

internal static class JournalReceivers
{
    [Receiver(Signal.PostBackup, Order = 10)]
    internal static Task Note(DatabaseSettings database, string filename, CancellationToken token) =>
        File.AppendAllTextAsync("journal.txt", $"{database.Name}: {filename}\n", token);

    [Receiver(Signal.PostBackup, Signal.PostMediaBackup, Id = "acme.print")]
    internal static void Print(string filename) => Console.WriteLine($"Acme saw {filename}");
}
#endregion
