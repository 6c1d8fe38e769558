namespace DbBackup.Configuration;

/// <summary>How payloads are compressed.</summary>
public sealed class CompressionSettings
{
    /// <summary>The format.</summary>
    public CompressionKind Kind { get; set; } = CompressionKind.Zstd;

    /// <summary>The level: 1 to 19 for zstd (default 3), 1 to 9 for gzip (default 6). <see langword="null"/> takes the default.</summary>
    public int? Level { get; set; }
}
