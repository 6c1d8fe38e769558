using System.Text.Json.Serialization;

namespace Shop;

[JsonSerializable(typeof(WebhookMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ShopJson : JsonSerializerContext;
