using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;

namespace DbBackup.Configuration;

/// <summary>
/// Makes settings of a class that this library does not know: the configuration is written as JSON and read by the class's own metadata,
/// without reflection. Keys and values were checked by <see cref="SettingsSchema"/>.
/// </summary>
internal static class SettingsBinder
{
    public static T Bind<T>(IConfigurationSection section, JsonTypeInfo<T> type) where T : class => ToObject(section, type).Deserialize(type)!;

    private static JsonNode? ToNode(IConfigurationSection section, JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => ToObject(section, type),
        JsonTypeInfoKind.Enumerable => new JsonArray([.. section.GetChildren().Select(c => ToNode(c, TypeOf(type, type.ElementType!)))]),
        JsonTypeInfoKind.Dictionary => new JsonObject(section.GetChildren().Select(c => KeyValuePair.Create(c.Key, ToNode(c, TypeOf(type, type.ElementType!))))),
        _ => ToValue(section.Value, Nullable.GetUnderlyingType(type.Type) ?? type.Type),
    };

    private static JsonObject ToObject(IConfigurationSection section, JsonTypeInfo type)
    {
        var json = new JsonObject();
        foreach (var child in section.GetChildren())
        {
            var property = SettingsSchema.Setting(type, child.Key)!;
            if (child.Value is not null || child.GetChildren().Any())
                json[property.Name] = ToNode(child, TypeOf(type, property.PropertyType));
        }
        return json;
    }

    private static JsonValue? ToValue(string? value, Type type)
    {
        if (type == typeof(string))
            return JsonValue.Create(value);
        if (string.IsNullOrEmpty(value))
            return null;
        if (type.IsEnum)
            return JsonValue.Create(Convert.ToInt64(Enum.Parse(type, value, ignoreCase: true), CultureInfo.InvariantCulture));
        if (type == typeof(bool))
            return JsonValue.Create(bool.Parse(value));
        if (type == typeof(double))
            return JsonValue.Create(double.Parse(value, CultureInfo.InvariantCulture));
        return type == typeof(TimeSpan)
            ? JsonValue.Create(TimeSpan.Parse(value, CultureInfo.InvariantCulture).ToString("c", CultureInfo.InvariantCulture))
            : JsonValue.Create(long.Parse(value, CultureInfo.InvariantCulture));
    }

    private static JsonTypeInfo TypeOf(JsonTypeInfo parent, Type type) => parent.Options.GetTypeInfo(type);
}
