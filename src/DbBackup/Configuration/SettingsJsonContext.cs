using System.Text.Json.Serialization;

namespace DbBackup.Configuration;

/// <summary>The names and types of every setting, as the compiler knows them: <see cref="SettingsSchema"/> reads them without reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DbBackupSettings))]
internal sealed partial class SettingsJsonContext : JsonSerializerContext;
