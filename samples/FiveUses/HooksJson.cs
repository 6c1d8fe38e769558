using System.Text.Json.Serialization;

namespace FiveUses;

[JsonSerializable(typeof(WebhookMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class HooksJson : JsonSerializerContext;
