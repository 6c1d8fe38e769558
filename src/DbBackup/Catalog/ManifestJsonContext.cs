using System.Text.Json;
using System.Text.Json.Serialization;

namespace DbBackup.Catalog;

/// <summary>How manifests are written: camel case, indented, times in UTC.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [typeof(UtcJsonConverter)])]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(ProofRecord))]
[JsonSerializable(typeof(UnpinRecord))]
[JsonSerializable(typeof(FailedRunRecord))]
[JsonSerializable(typeof(UnfinishedRecord))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
