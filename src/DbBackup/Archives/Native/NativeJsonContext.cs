using System.Text.Json.Serialization;

namespace DbBackup.Archives;

/// <summary>The JSON of native archives.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NativeBackup))]
[JsonSerializable(typeof(NativeManifest))]
[JsonSerializable(typeof(NativeStatementHeader))]
internal sealed partial class NativeJsonContext : JsonSerializerContext;
