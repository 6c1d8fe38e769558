using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>What a backup holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BackupKind>))]
public enum BackupKind
{
    /// <summary>A database.</summary>
    [JsonStringEnumMemberName("database")]
    Database,

    /// <summary>The media folder.</summary>
    [JsonStringEnumMemberName("media")]
    Media,
}
