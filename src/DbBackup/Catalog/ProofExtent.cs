using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>How deep a backup was looked into; each includes those before it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProofExtent>))]
public enum ProofExtent
{
    /// <summary>The stored bytes have the manifest's length and hash. More cannot be said without the key of an encrypted backup.</summary>
    [JsonStringEnumMemberName("stored")]
    Stored,

    /// <summary>Decrypted and decompressed to the end, the payload has the manifest's length and hash.</summary>
    [JsonStringEnumMemberName("payload")]
    Payload,

    /// <summary>The payload is what its connector writes, whole.</summary>
    [JsonStringEnumMemberName("structure")]
    Structure,

    /// <summary>It was restored, and its tables and rows are those of the manifest.</summary>
    [JsonStringEnumMemberName("restore")]
    Restore,
}
