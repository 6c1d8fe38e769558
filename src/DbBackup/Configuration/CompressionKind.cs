namespace DbBackup.Configuration;

/// <summary>A compression format; each opens with the stock tool of its name.</summary>
public enum CompressionKind
{
    /// <summary>Zstandard, always with content checksums (RFC 8878, section 3.1.1).</summary>
    Zstd,

    /// <summary>gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>No compression.</summary>
    None,
}
