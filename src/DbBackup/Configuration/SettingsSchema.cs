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

    /// <summary>Every key of a section that takes a value.</summary>
    public static IEnumerable<string> KeysOf(ReceiverSection section) => Leaves(section.Keys, section.Key);

    /// <summary>Checks every key and value.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="sections">What may stand under <c>Receivers</c>.</param>
    /// <exception cref="ConfigurationException">A key is not known, or its value is of the wrong kind.</exception>
    public static void Check(IConfiguration configuration, IReadOnlyList<ReceiverSection> sections)
    {
        CheckChildren(configuration, configuration.GetChildren().Where(c => !IsReceivers(c.Key)), Root, "");
        foreach (var child in configuration.GetSection(ReceiverSection.Parent).GetChildren())
            CheckSection(configuration, child, sections);
        if (!string.IsNullOrEmpty(configuration[ReceiverSection.Parent]))
            throw Wrong(configuration, ReceiverSection.Parent, "takes keys of its own, not a value");
    }

    private static bool IsReceivers(string key) => key.Equals(ReceiverSection.Parent, StringComparison.OrdinalIgnoreCase);

    private static void CheckSection(IConfiguration root, IConfigurationSection child, IReadOnlyList<ReceiverSection> sections)
    {
        var section = sections.FirstOrDefault(s => s.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
            ?? throw UnclaimedSection(root, child.Key, sections);
        if (!string.IsNullOrEmpty(child.Value))
            throw Wrong(root, section.Key, "takes keys of its own, not a value");
        CheckChildren(root, child.GetChildren(), section.Keys, section.Key);
        foreach (var required in section.Keys.Properties.Where(p => p.IsRequired && !Has(child, p.Name)))
            throw new ConfigurationException($"{SettingsSources.Origin(root, section.Key)}'{Join(section.Key, required.Name)}' is missing; give it a value.");
    }

    private static bool Has(IConfigurationSection section, string key) =>
        section.GetChildren().Any(c => c.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static ConfigurationException UnclaimedSection(IConfiguration root, string name, IReadOnlyList<ReceiverSection> sections)
    {
        var key = Join(ReceiverSection.Parent, name);
        var known = sections.Select(s => s.Name).Order(StringComparer.Ordinal).ToList();
        return NearestName.Find(name, known) is { } nearest
            ? new($"{SettingsSources.Origin(root, key)}'{key}' is not a known section; did you mean '{nearest}'?")
            : Wrong(root, key, "configures receivers that this application does not include; "
                + (known.Count == 0 ? "it includes none that take settings" : $"it has {string.Join(", ", known)}")
                + ". Include them ([IncludeReceivers<…>] on the registry), or remove the section");
    }

    private static void CheckChildren(IConfiguration root, IEnumerable<IConfigurationSection> children, JsonTypeInfo type, string path)
    {
        foreach (var child in children)
        {
            var key = Join(path, child.Key);
            var childType = ChildType(type, child.Key) ?? throw UnknownKey(root, type, path, child.Key);
            if (childType.Kind == JsonTypeInfoKind.None)
                CheckValue(root, child, childType.Type, key);
            else if (!string.IsNullOrEmpty(child.Value))
                throw Wrong(root, key, childType.Kind == JsonTypeInfoKind.Enumerable ? "takes a list" : "takes keys of its own, not a value");
            else
                CheckChildren(root, child.GetChildren(), childType, key);
        }
    }

    private static JsonTypeInfo? ChildType(JsonTypeInfo parent, string key) => parent.Kind switch
    {
        JsonTypeInfoKind.Object => TypeOf(parent, Setting(parent, key)?.PropertyType),
        JsonTypeInfoKind.Enumerable when !int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _) => null,
        _ => TypeOf(parent, parent.ElementType),
    };

    /// <summary>The property that a key sets.</summary>
    public static JsonPropertyInfo? Setting(JsonTypeInfo type, string key) =>
        Settings(type).FirstOrDefault(p => p.Name.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The properties that are keys; one that is ignored, as a database's name, cannot be set.</summary>
    private static IEnumerable<JsonPropertyInfo> Settings(JsonTypeInfo type) => type.Properties.Where(p => p.Set is not null);

    private static JsonTypeInfo? TypeOf(JsonTypeInfo parent, Type? type) => type is null ? null : parent.Options.GetTypeInfo(type);

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
        if (type == typeof(bool))
            return bool.TryParse(value, out _);
        if (type == typeof(int))
            return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        if (type == typeof(long))
            return long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        if (type == typeof(double))
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        if (type == typeof(TimeSpan))
            return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && !AreHoursTakenForDays(value, time);
        return type == typeof(string) ? true : throw new InvalidOperationException(
            $"A setting cannot be of type {type}; it can be a string, bool, int, long, double, TimeSpan, enum, or a list, dictionary or class of these.");
    }

    /// <summary>To .NET <c>26:00:00</c> is 26 days; to whoever wrote it, it is 26 hours.</summary>
    private static bool AreHoursTakenForDays(string value, TimeSpan time) =>
        time.Days != 0 && value.Split(':') is [var first, _, _] && !first.Contains('.');

    private static string Expected(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(TimeSpan) ? "a time as 'hh:mm:ss', or 'd.hh:mm:ss' with days"
        : type == typeof(bool) ? "true or false"
        : type == typeof(double) ? "a number"
        : "a whole number";

    private static ConfigurationException UnknownKey(IConfiguration root, JsonTypeInfo parent, string path, string key)
    {
        var full = Join(path, key);
        var known = parent.Kind == JsonTypeInfoKind.Object ? Settings(parent).Select(p => p.Name) : [];
        if (parent == Root)
            known = known.Append(ReceiverSection.Parent);
        return new ConfigurationException(
            $"{SettingsSources.Origin(root, full)}'{full}' is not a known key{NearestName.Suggest(key, known)}");
    }

    private static ConfigurationException Wrong(IConfiguration root, string key, string what) =>
        new($"{SettingsSources.Origin(root, key)}'{key}' {what}.");

    private static IEnumerable<string> Leaves(JsonTypeInfo type, string path) => type.Kind switch
    {
        JsonTypeInfoKind.Object => Settings(type).SelectMany(p => Leaves(TypeOf(type, p.PropertyType)!, Join(path, p.Name))),
        JsonTypeInfoKind.Dictionary => Leaves(TypeOf(type, type.ElementType)!, Join(path, "*")),
        _ => [path],
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : ConfigurationPath.Combine(path, key);
}
