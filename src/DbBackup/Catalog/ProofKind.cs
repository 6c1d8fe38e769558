using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>How a backup was put to the proof.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProofKind>))]
public enum ProofKind
{
    /// <summary>It was read to its end and held against its manifest.</summary>
    [JsonStringEnumMemberName("verification")]
    Verification,

    /// <summary>It was restored into a scratch place.</summary>
    [JsonStringEnumMemberName("drill")]
    Drill,
}
