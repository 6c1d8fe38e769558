using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;

namespace DbBackup.Configuration;

/// <summary>
/// Holds a configuration against the settings classes before it is bound: every key must be known and every value must be of its
/// key's type. The binder would drop the one and quote the other.
/// </summary>
internal static class SettingsSchema
{
    private static JsonTypeInfo Root => SettingsJsonContext.Default.DbBackupSettings;

    /// <summary>Every key that takes a value; a database's own are under <c>Databases:*</c>.</summary>
    public static IEnumerable<string> Keys => Leaves(Root, "");

    /// <summary>Checks every key and value.</summary>
    /// <exception cref="ConfigurationException">A key is not known, or its value is of the wrong kind.</exception>
    public static void Check(IConfiguration configuration) => CheckChildren(configuration, configuration, Root, "");

    private static void CheckChildren(IConfiguration root, IConfiguration node, JsonTypeInfo type, string path)
    {
        foreach (var child in node.GetChildren())
        {
            var key = Join(path, child.Key);
            var childType = ChildType(type, child.Key) ?? throw UnknownKey(root, type, path, child.Key);
            if (childType.Kind == JsonTypeInfoKind.None)
                CheckValue(root, child, childType.Type, key);
            else if (!string.IsNullOrEmpty(child.Value))
                throw Wrong(root, key, childType.Kind == JsonTypeInfoKind.Enumerable ? "takes a list" : "takes keys of its own, not a value");
            else
                CheckChildren(root, child, childType, key);
        }
    }

    private static JsonTypeInfo? ChildType(JsonTypeInfo parent, string key) => parent.Kind switch
    {
        JsonTypeInfoKind.Object => TypeOf(Settings(parent).FirstOrDefault(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase))?.PropertyType),
        JsonTypeInfoKind.Enumerable when !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _) => null,
        _ => TypeOf(parent.ElementType),
    };

    /// <summary>The properties that are keys; one that is ignored, as a database's name, cannot be set.</summary>
    private static IEnumerable<JsonPropertyInfo> Settings(JsonTypeInfo type) => type.Properties.Where(p => p.Set is not null);

    private static JsonTypeInfo? TypeOf(Type? type) => type is null ? null : SettingsJsonContext.Default.GetTypeInfo(type);

    private static void CheckValue(IConfiguration root, IConfigurationSection section, Type type, string key)
    {
        if (section.GetChildren().Any())
            throw Wrong(root, key, "takes one value");

        var optional = Nullable.GetUnderlyingType(type);
        var valueType = optional ?? type;
        if (section.Value is not { Length: > 0 } value)
        {
            if (optional is null && valueType != typeof(string))
                throw Wrong(root, key, $"has no value; it takes {Expected(valueType)}");
        }
        else if (!Fits(value, valueType))
            throw Wrong(root, key, $"cannot be '{value}'; it takes {Expected(valueType)}");
    }

    private static bool Fits(string value, Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase);
        if (type == typeof(int))
            return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        if (type == typeof(TimeSpan))
            return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _);
        return type == typeof(string) ? true : throw new InvalidOperationException($"Settings of type {type} cannot be checked yet.");
    }

    private static string Expected(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(TimeSpan) ? "a time as 'hh:mm:ss'"
        : "a whole number";

    private static ConfigurationException UnknownKey(IConfiguration root, JsonTypeInfo parent, string path, string key)
    {
        var full = Join(path, key);
        if (full.Equals("Encryption", StringComparison.OrdinalIgnoreCase))
            return Wrong(root, full, "is not available in this version; backups would be written in the clear. Remove it to go on without encryption");

        var known = parent.Kind == JsonTypeInfoKind.Object ? Settings(parent).Select(p => p.Name) : [];
        return new ConfigurationException(
            $"{SettingsSources.Origin(root, full)}'{full}' is not a known key{NearestName.Suggest(key, known)}");
    }

    private static ConfigurationException Wrong(IConfiguration root, string key, string what) =>
        new($"{SettingsSources.Origin(root, key)}'{key}' {what}.");

    private static IEnumerable<string> Leaves(JsonTypeInfo type, string path) => type.Kind switch
    {
        JsonTypeInfoKind.Object => Settings(type).SelectMany(p => Leaves(TypeOf(p.PropertyType)!, Join(path, p.Name))),
        JsonTypeInfoKind.Dictionary => Leaves(TypeOf(type.ElementType)!, Join(path, "*")),
        _ => [path],
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : ConfigurationPath.Combine(path, key);
}
