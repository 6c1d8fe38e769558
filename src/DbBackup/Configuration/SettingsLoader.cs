using Microsoft.Extensions.Configuration;

namespace DbBackup.Configuration;

/// <summary>Makes valid settings of a configuration: what it returns can be worked with.</summary>
internal static class SettingsLoader
{
    /// <summary>Checks, binds and validates.</summary>
    /// <exception cref="ConfigurationException">A key is unknown, or a value is missing or not allowed.</exception>
    public static DbBackupSettings Load(IConfiguration configuration)
    {
        SettingsSchema.Check(configuration);

        var settings = new DbBackupSettings();
        configuration.Bind(settings);
        settings.Databases = Named(settings.Databases, configuration);

        SettingsValidator.Validate(settings, key => SettingsSources.Origin(configuration, key));
        return settings;
    }

    private static Dictionary<string, DatabaseSettings> Named(Dictionary<string, DatabaseSettings> databases, IConfiguration configuration)
    {
        var named = new Dictionary<string, DatabaseSettings>(StringComparer.Ordinal);
        foreach (var (key, database) in databases)
        {
            database.Name = SettingsSources.OriginalCase(configuration, nameof(DbBackupSettings.Databases), key);
            named.Add(database.Name, database);
        }
        return named;
    }
}
