using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Configuration;

namespace DbBackup.Configuration;

/// <summary>A section under <c>Receivers</c> that a library of receivers owns.</summary>
internal abstract class ReceiverSection(string name, JsonTypeInfo keys)
{
    /// <summary>The key above every such section.</summary>
    public const string Parent = "Receivers";

    /// <summary>Its name, as <c>Mail</c>.</summary>
    public string Name => name;

    /// <summary>Its full key, as <c>Receivers:Mail</c>.</summary>
    public string Key => ConfigurationPath.Combine(Parent, name);

    /// <summary>The keys that it takes.</summary>
    public JsonTypeInfo Keys => keys;

    /// <summary>The settings of every section that is configured, by their types.</summary>
    /// <exception cref="ConfigurationException">A rule is broken.</exception>
    public static IReadOnlyDictionary<Type, object> LoadAll(IConfiguration root, IReadOnlyList<ReceiverSection> sections)
    {
        var configured = root.GetSection(Parent).GetChildren().Select(c => c.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return sections.Where(s => configured.Contains(s.Name)).ToDictionary(s => s.Keys.Type, s => s.Load(root));
    }

    /// <summary>Binds and validates a section whose keys and values were checked.</summary>
    protected abstract object Load(IConfiguration root);
}

/// <summary>A section under <c>Receivers</c> of one class of settings.</summary>
internal sealed class ReceiverSection<TSettings>(string name, JsonTypeInfo<TSettings> keys, Func<TSettings, IEnumerable<SettingsProblem>> validate)
    : ReceiverSection(name, keys) where TSettings : class
{
    protected override object Load(IConfiguration root)
    {
        var settings = SettingsBinder.Bind(root.GetSection(Key), keys);
        foreach (var problem in validate(settings))
        {
            var key = ConfigurationPath.Combine(Key, problem.Key);
            throw new ConfigurationException($"{SettingsSources.Origin(root, key, Key)}'{key}' {problem.What}.");
        }
        return settings;
    }
}
