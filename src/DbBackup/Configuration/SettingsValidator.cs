using System.Globalization;
using DbBackup.Storage;

namespace DbBackup.Configuration;

/// <summary>The rules that a type cannot express.</summary>
internal sealed class SettingsValidator
{
    /// <summary>A <see cref="CancellationTokenSource"/> cannot count much longer. Also, <c>"300"</c> means 300 days to a <see cref="TimeSpan"/>.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    private static readonly TimeSpan LongestPing = TimeSpan.FromMinutes(5);

    private const int MostWorkers = 64;

    private readonly Func<string, string> _origin;

    private SettingsValidator(Func<string, string> origin) => _origin = origin;

    /// <summary>Checks every rule.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="origin">Where a key was set, to begin a message with.</param>
    /// <exception cref="ConfigurationException">A rule is broken.</exception>
    public static void Validate(DbBackupSettings settings, Func<string, string> origin)
    {
        var validator = new SettingsValidator(origin);
        validator.CheckNotBlank("ServerName", settings.ServerName);
        foreach (var database in settings.Databases.Values)
            validator.CheckDatabase(database);
        validator.CheckPlaces(settings);
        validator.CheckCompression(settings.Compression);
        if (settings.Encryption is not null)
            validator.CheckEncryption(settings.Encryption);
        validator.CheckTemplate("FilenameTemplate", settings.FilenameTemplate, ["database", "time", "extension"], ["server"]);
        validator.CheckTemplate("MediaFilenameTemplate", settings.MediaFilenameTemplate, ["time", "extension"], ["server"]);
        validator.CheckRetention(settings);
        validator.CheckHealth(settings);
        if (settings.ReceiverTimeout < TimeSpan.Zero || settings.ReceiverTimeout > LongestTimeout)
            throw validator.Wrong("ReceiverTimeout", $"is {settings.ReceiverTimeout:c}; it takes a time as 'hh:mm:ss', from 00:00:00 (no limit) to 24 days");
    }

    private void CheckDatabase(DatabaseSettings database)
    {
        var key = $"Databases:{database.Name}";
        if (string.IsNullOrWhiteSpace(database.Name) || database.Name.Contains(','))
            throw Wrong(key, "cannot be named on the command line; a database's key is neither blank nor has a comma");
        if (string.IsNullOrWhiteSpace(database.Engine))
            throw Wrong($"{key}:Engine", "is missing; it takes Sqlite, PostgreSql or MySql");
        if (string.IsNullOrWhiteSpace(database.ConnectionString))
            throw Wrong($"{key}:ConnectionString", "is missing; for Sqlite it is as 'Data Source=shop.db'");
        CheckNotBlank($"{key}:Connector", database.Connector);
        for (var i = 0; i < database.Exclude.Count; i++)
            CheckNotBlank($"{key}:Exclude:{i}", database.Exclude[i] ?? "");
        for (var i = 0; i < database.Schemas.Count; i++)
            CheckNotBlank($"{key}:Schemas:{i}", database.Schemas[i] ?? "");
        for (var i = 0; i < database.DumpArguments.Count; i++)
            CheckNotBlank($"{key}:DumpArguments:{i}", database.DumpArguments[i] ?? "");
        for (var i = 0; i < database.RestoreArguments.Count; i++)
            CheckNotBlank($"{key}:RestoreArguments:{i}", database.RestoreArguments[i] ?? "");
        CheckEngineOptions(key, database);
    }

    /// <summary>An option of another engine would be passed over in silence.</summary>
    private void CheckEngineOptions(string key, DatabaseSettings database)
    {
        const string Sqlite = "Sqlite", PostgreSql = "PostgreSql", MySql = "MySql";
        CheckEngine(nameof(database.IntegrityCheck), database.IntegrityCheck is not null, Sqlite);
        CheckEngine(nameof(database.PasswordFile), database.PasswordFile is not null, PostgreSql, MySql);
        CheckEngine(nameof(database.PasswordVariable), database.PasswordVariable is not null, PostgreSql, MySql);
        CheckEngine(nameof(database.Workers), database.Workers is not null, PostgreSql, MySql);
        CheckEngine(nameof(database.Schemas), database.Schemas.Count > 0, PostgreSql);
        CheckEngine(nameof(database.DumpArguments), database.DumpArguments.Count > 0, PostgreSql, MySql);
        CheckEngine(nameof(database.RestoreArguments), database.RestoreArguments.Count > 0, PostgreSql, MySql);
        CheckEngine(nameof(database.Schema), database.Schema is not null, PostgreSql);
        CheckEngine(nameof(database.Restore), database.Restore is not null, PostgreSql);
        CheckEngine(nameof(database.Definer), database.Definer is not null, MySql);
        CheckEngine(nameof(database.NonTransactional), database.NonTransactional is not null, MySql);
        CheckEngine(nameof(database.SystemVersioned), database.SystemVersioned is not null, MySql);
        CheckEngine(nameof(database.TypedJson), database.TypedJson is not null, MySql);
        CheckNotBlank($"{key}:PasswordFile", database.PasswordFile);
        CheckNotBlank($"{key}:PasswordVariable", database.PasswordVariable);
        if (database is { PasswordFile: not null, PasswordVariable: not null })
            throw Wrong($"{key}:PasswordFile", "stands beside PasswordVariable; give one source of the password");
        if (database.Workers is < 1 or > MostWorkers)
            throw Wrong($"{key}:Workers", $"is {database.Workers}; it takes 1 to {MostWorkers}");

        void CheckEngine(string option, bool isSet, params string[] engines)
        {
            // An engine that an application registered has no options here, so that none is an error for it either.
            string[] known = [Sqlite, PostgreSql, MySql];
            if (isSet && known.Contains(database.Engine, StringComparer.OrdinalIgnoreCase) && !engines.Contains(database.Engine, StringComparer.OrdinalIgnoreCase))
                throw Wrong($"{key}:{option}", $"is an option of {string.Join(" and ", engines)}, and this database is {database.Engine}; remove it");
        }
    }

    private void CheckPlaces(DbBackupSettings settings)
    {
        CheckNotBlank("Storage:Kind", settings.Storage.Kind ?? "");
        CheckNotBlank("Storage:Path", settings.Storage.Path ?? "");
        CheckNotBlank("Media:Path", settings.Media.Path);
        CheckNotBlank("StagingPath", settings.StagingPath);
    }

    private void CheckCompression(CompressionSettings compression)
    {
        var highest = compression.Kind switch { CompressionKind.Zstd => 19, CompressionKind.Gzip => 9, _ => int.MaxValue };
        if (compression.Level is { } level && (level < 1 || level > highest))
            throw Wrong("Compression:Level", $"is {level}; {compression.Kind} takes 1 to {highest}");
    }

    private void CheckEncryption(EncryptionSettings encryption)
    {
        for (var i = 0; i < encryption.Recipients.Count; i++)
            CheckNotBlank($"Encryption:Recipients:{i}", encryption.Recipients[i] ?? "");
        CheckNotBlank("Encryption:IdentityFile", encryption.IdentityFile);
        CheckNotBlank("Encryption:IdentityVariable", encryption.IdentityVariable);
        CheckNotBlank("Encryption:PassphraseFile", encryption.PassphraseFile);
        CheckNotBlank("Encryption:PassphraseVariable", encryption.PassphraseVariable);
        // Nobody shall believe that backups are encrypted because there is a section.
        if (encryption is { Recipients.Count: 0, HasIdentity: false, HasPassphrase: false })
            throw Wrong("Encryption", "has neither Recipients nor a passphrase nor an IdentityFile or IdentityVariable; give one, or remove the section to go on without encryption");
        if (encryption is { IdentityFile: not null, IdentityVariable: not null })
            throw Wrong("Encryption:IdentityFile", "stands beside IdentityVariable; give one source of the private keys");
        if (encryption is { PassphraseFile: not null, PassphraseVariable: not null })
            throw Wrong("Encryption:PassphraseFile", "stands beside PassphraseVariable; give one source of the passphrase");
        if (encryption is { HasPassphrase: true, HasIdentity: false, Recipients.Count: > 0 })
            throw Wrong("Encryption", "has recipients and a passphrase; a backup is for keys or for a passphrase. Remove one");
        if (encryption is { Kind: EncryptionKind.Age, HasPassphrase: true, HasIdentity: true })
            throw Wrong("Encryption", $"has an {(encryption.IdentityFile is null ? nameof(encryption.IdentityVariable) : nameof(encryption.IdentityFile))} and a passphrase; age's keys have none. Remove one");
    }

    private void CheckRetention(DbBackupSettings settings)
    {
        CheckCount("Cleanup:Keep", settings.Cleanup.Keep);
        CheckCount("Cleanup:KeepMedia", settings.Cleanup.KeepMedia);
        if (settings.Cleanup is { Keep: not null, KeepLast: not null })
            throw Wrong("Cleanup:Keep", "stands beside KeepLast, whose short name it is; remove one");
        if (settings is { Cleanup.KeepMedia: not null, Media.Cleanup: not null })
            throw Wrong("Cleanup:KeepMedia", "stands beside Media:Cleanup, which says what stays of media; remove one");
        CheckRetention("Cleanup", settings.Cleanup);
        CheckRetention("Media:Cleanup", settings.Media.Cleanup);
        foreach (var database in settings.Databases.Values)
            CheckRetention($"Databases:{database.Name}:Cleanup", database.Cleanup);
    }

    private void CheckRetention(string key, RetentionSettings? rules)
    {
        if (rules is null)
            return;
        CheckCount($"{key}:KeepLast", rules.KeepLast);
        CheckCount($"{key}:KeepHourly", rules.KeepHourly);
        CheckCount($"{key}:KeepDaily", rules.KeepDaily);
        CheckCount($"{key}:KeepWeekly", rules.KeepWeekly);
        CheckCount($"{key}:KeepMonthly", rules.KeepMonthly);
        CheckCount($"{key}:KeepYearly", rules.KeepYearly);
        if (rules.KeepWithin <= TimeSpan.Zero)
            throw Wrong($"{key}:KeepWithin", $"is {rules.KeepWithin:c}; it takes a time as '30.00:00:00', 30 days. Remove the key to go without this rule");
        if (!string.IsNullOrWhiteSpace(rules.MaximumSize) && ByteSize.TryParse(rules.MaximumSize) is null or 0)
            throw Wrong($"{key}:MaximumSize", $"is '{rules.MaximumSize}'; it takes a size as '50 GB'. Remove the key to go without a limit");
    }

    private void CheckHealth(DbBackupSettings settings)
    {
        CheckHealth("Health", settings.Health);
        CheckHealth("Media:Health", settings.Media.Health);
        foreach (var database in settings.Databases.Values)
            CheckHealth($"Databases:{database.Name}:Health", database.Health);
        // The address may hold a secret: it is not quoted. A client would drop a user in it.
        if (!string.IsNullOrWhiteSpace(settings.Health.PingUrl)
            && !(Uri.TryCreate(settings.Health.PingUrl, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" }))
            throw Wrong("Health:PingUrl", "is no address with http or https and without a user; it takes one as 'https://ping.example/…'");
        if (settings.Health.PingTimeout <= TimeSpan.Zero || settings.Health.PingTimeout > LongestPing)
            throw Wrong("Health:PingTimeout", $"is {settings.Health.PingTimeout:c}; it takes a time as 'hh:mm:ss', up to five minutes");
    }

    private void CheckHealth(string key, HealthRules? rules)
    {
        if (rules?.MaximumAge <= TimeSpan.Zero)
            throw Wrong($"{key}:MaximumAge", $"is {rules.MaximumAge:c}; it takes a time as '1.02:00:00', 26 hours");
        if (rules?.MaximumDrillAge <= TimeSpan.Zero)
            throw Wrong($"{key}:MaximumDrillAge", $"is {rules.MaximumDrillAge:c}; it takes a time as '31.00:00:00', 31 days. Remove the key to ask for no drills");
        if (rules?.SmallestShare is < 0 or > 1)
            throw Wrong($"{key}:SmallestShare", $"is {Number(rules.SmallestShare)}; it takes 0 to 1: a share of the median");
        if (rules?.LargestShare <= 1)
            throw Wrong($"{key}:LargestShare", $"is {Number(rules.LargestShare)}; it takes more than 1: a multiple of the median");
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private void CheckCount(string key, int? count)
    {
        if (count < 1)
            throw Wrong(key, $"is {count}; it takes 1 or more. Remove the key to go without this rule");
    }

    private void CheckNotBlank(string key, string? value)
    {
        if (value is not null && string.IsNullOrWhiteSpace(value))
            throw Wrong(key, "is blank; give it a value or remove it");
    }

    private void CheckTemplate(string key, string? template, string[] required, string[] optional)
    {
        CheckNotBlank(key, template ?? "");
        var plain = template!;
        foreach (var token in (string[])[.. required, .. optional])
            plain = plain.Replace($"{{{token}}}", "x", StringComparison.Ordinal);

        if (plain.AsSpan().IndexOfAny('{', '}') >= 0)
            throw Wrong(key, $"is '{template}'; it has a token that is not known. Known are {Tokens([.. required, .. optional])}");
        if (required.FirstOrDefault(t => !template!.Contains($"{{{t}}}", StringComparison.Ordinal)) is { } missing)
            throw Wrong(key, $"is '{template}'; it must contain {{{missing}}}");
        if (!StorageName.IsValid(plain))
            throw Wrong(key, $"is '{template}'; a name has letters, digits and . _ - + @ = only, and does not begin with a dot or a dash");
    }

    private ConfigurationException Wrong(string key, string what) => new($"{_origin(key)}'{key}' {what}.");

    private static string Tokens(string[] names) => string.Join(", ", names.Select(n => $"{{{n}}}"));
}
