using System.Text.Json.Serialization;

namespace DbBackup.Receivers;

/// <summary>The settings as DbBackup checks and reads them, and the message of webhooks.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MailSettings))]
[JsonSerializable(typeof(WebhookSettings))]
[JsonSerializable(typeof(LogSettings))]
internal sealed partial class ReceiversJson : JsonSerializerContext;
