using Microsoft.Extensions.Configuration;

namespace DbBackup.Configuration;

/// <summary>Makes valid settings of a configuration: what it returns can be worked with.</summary>
internal static class SettingsLoader
{
    /// <summary>Checks, binds and validates.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="sections">What may stand under <c>Receivers</c>.</param>
    /// <exception cref="ConfigurationException">A key is unknown, or a value is missing or not allowed.</exception>
    public static DbBackupSettings Load(IConfiguration configuration, params IReadOnlyList<ReceiverSection> sections)
    {
        SettingsSchema.Check(configuration, sections);

        var settings = new DbBackupSettings();
        configuration.Bind(settings);
        // An empty section binds to nothing, and its author believes that backups are encrypted.
        if (configuration.GetChildren().Any(c => c.Key.Equals(nameof(DbBackupSettings.Encryption), StringComparison.OrdinalIgnoreCase)))
            settings.Encryption ??= new();
        KeepWhereSaidSo(configuration, settings);
        settings.Databases = settings.Databases.ToDictionary(
            d => SettingsSources.OriginalCase(configuration, nameof(DbBackupSettings.Databases), d.Key), d => d.Value, StringComparer.Ordinal);

        Validated(settings, key => SettingsSources.Origin(configuration, key));
        settings.Receivers = ReceiverSection.LoadAll(configuration, sections);
        return settings;
    }

    // A section of one's own that is empty or null says to keep everything, also where the general one does not.
    private static void KeepWhereSaidSo(IConfiguration configuration, DbBackupSettings settings)
    {
        if (HasCleanup(nameof(DbBackupSettings.Media)))
            settings.Media.Cleanup ??= new();
        foreach (var (name, database) in settings.Databases)
            if (HasCleanup(ConfigurationPath.Combine(nameof(DbBackupSettings.Databases), name)))
                database.Cleanup ??= new();

        bool HasCleanup(string owner) => configuration.GetSection(owner).GetChildren().Any(c => c.Key.Equals(nameof(DbBackupSettings.Cleanup), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names the databases of settings that were made by code, and validates.</summary>
    /// <exception cref="ConfigurationException">A value is missing or not allowed.</exception>
    public static DbBackupSettings Validated(DbBackupSettings settings) => Validated(settings, _ => "");

    private static DbBackupSettings Validated(DbBackupSettings settings, Func<string, string> origin)
    {
        RefuseNulls(settings);
        foreach (var (key, database) in settings.Databases)
            database.Name = key;
        SettingsValidator.Validate(settings, origin);
        return settings;
    }

    // Code that was compiled without nullable references can leave out what is always there in a configuration.
    private static void RefuseNulls(DbBackupSettings settings)
    {
        Refuse(settings.Databases, "Databases");
        foreach (var (key, database) in settings.Databases)
        {
            Refuse(database, $"Databases:{key}");
            Refuse(database.Exclude, $"Databases:{key}:Exclude");
            Refuse(database.Schemas, $"Databases:{key}:Schemas");
        }

        Refuse(settings.Storage, "Storage");
        Refuse(settings.Media, "Media");
        Refuse(settings.Media.Tolerate, "Media:Tolerate");
        Refuse(settings.Compression, "Compression");
        Refuse(settings.Cleanup, "Cleanup");
        Refuse(settings.Health, "Health");
        if (settings.Encryption is { } encryption)
            Refuse(encryption.Recipients, "Encryption:Recipients");

        static void Refuse(object? value, string key)
        {
            if (value is null)
                throw new ConfigurationException($"'{key}' is null; give it a value or leave it as it was made.");
        }
    }
}
