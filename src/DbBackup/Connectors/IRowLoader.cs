using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Loads parts of streams by one session.</summary>
internal interface IRowLoader
{
    /// <summary>Rows that arrived, by table.</summary>
    IReadOnlyDictionary<string, long> Rows { get; }

    /// <summary>Loads one part.</summary>
    Task LoadAsync(NativePart part, CancellationToken token);

    /// <summary>Ends what is open, and counts.</summary>
    Task EndAsync(CancellationToken token);

    /// <summary>Gives up what is open.</summary>
    Task AbandonAsync();

    /// <summary>Says what the driver threw; <see langword="null"/> where it was not the driver.</summary>
    BackupException? Translate(Exception exception);
}
