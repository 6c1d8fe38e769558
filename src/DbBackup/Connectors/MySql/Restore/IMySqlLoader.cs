namespace DbBackup.Connectors;

/// <summary>A loader that counts what arrived.</summary>
internal interface IMySqlLoader : IRowLoader
{
    /// <summary>Rows that arrived, by table.</summary>
    IReadOnlyDictionary<string, long> Rows { get; }
}
