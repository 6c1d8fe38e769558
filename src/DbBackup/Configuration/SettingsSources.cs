using System.Collections;
using System.Text.Json;
using DbBackup.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace DbBackup.Configuration;

/// <summary>Where the command line's settings come from: the application's own sources, then a file, then the environment.</summary>
internal static class SettingsSources
{
    public const string DefaultFile = "dbbackup.json";
    public const string EnvironmentPrefix = "DBBACKUP_";

    /// <summary>Reads every source.</summary>
    /// <param name="file">The file that must be there, or <see langword="null"/> for <see cref="DefaultFile"/> if it is there.</param>
    /// <param name="defaults">The application's own sources; everything else comes after them and wins.</param>
    /// <param name="environment">The variables of the process.</param>
    /// <exception cref="ConfigurationException">The file is missing, cannot be read, or is no JSON.</exception>
    public static IConfigurationRoot Read(string? file, IEnumerable<IConfigurationSource> defaults, IDictionary environment)
    {
        var builder = new ConfigurationBuilder();
        foreach (var source in defaults)
            builder.Add(source);

        var path = file ?? (File.Exists(DefaultFile) ? DefaultFile : null);
        using var content = path is null ? null : Open(path);
        if (content is not null)
            builder.Add(new SettingsFileSource(path!) { Stream = content });

        builder.Add(new EnvironmentSource(environment));
        return builder.Build();
    }

    /// <summary>The source that set a key, in words with a colon behind them; empty when it cannot be told.</summary>
    public static string Origin(IConfiguration configuration, string key)
    {
        var provider = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(p => Knows(p, key));
        return provider switch
        {
            SettingsFileProvider file => $"{file.Path}: ",
            EnvironmentProvider environment => $"environment variable {environment.VariableOf(key)}: ",
            _ => "",
        };
    }

    /// <summary>The source that set a key of a section; when none did, as for a missing one, that of the section.</summary>
    public static string Origin(IConfiguration configuration, string key, string section) =>
        Origin(configuration, key) is { Length: > 0 } origin ? origin : Origin(configuration, section);

    /// <summary>
    /// A key as the first source wrote it. Configuration keys have no case, but a database's key names its backups: a variable
    /// <c>DBBACKUP_DATABASES__SHOP__…</c> that completes the file's <c>shop</c> must not rename it.
    /// </summary>
    /// <exception cref="ConfigurationException">One source writes it in two ways.</exception>
    public static string OriginalCase(IConfiguration configuration, string parent, string key)
    {
        foreach (var provider in (configuration as IConfigurationRoot)?.Providers ?? [])
        {
            var spellings = provider.GetChildKeys([], parent)
                .Where(k => k.Equals(key, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).ToList();
            if (spellings.Count > 1)
                throw new ConfigurationException(
                    $"'{parent}' has '{spellings[0]}' and '{spellings[1]}'; keys that differ only in case are the same key, so rename one.");
            if (spellings.Count == 1)
                return spellings[0];
        }
        return key;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"The configuration file {path} does not exist; check --config.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The configuration file {path} cannot be read: {FileError.Reason(e)}. Let this user read it, or check --config.", e);
        }
    }

    private static bool Knows(IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any();

    private sealed class EnvironmentSource(IDictionary variables) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => new EnvironmentProvider(variables);
    }

    /// <summary>The variables with the prefix. Unlike the platform's provider it knows which variable a key came from.</summary>
    private sealed class EnvironmentProvider(IDictionary variables) : ConfigurationProvider
    {
        private readonly Dictionary<string, string> _variables = new(StringComparer.OrdinalIgnoreCase);

        public override void Load()
        {
            foreach (DictionaryEntry variable in variables)
            {
                var name = (string)variable.Key;
                if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
                    continue;
                var key = name[EnvironmentPrefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
                Data[key] = (string?)variable.Value;
                _variables[key] = name;
            }
        }

        public string VariableOf(string key) =>
            _variables.FirstOrDefault(v => $"{v.Key}:".StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase)).Value;
    }

    private sealed class SettingsFileSource(string path) : JsonStreamConfigurationSource
    {
        public override IConfigurationProvider Build(IConfigurationBuilder builder) => new SettingsFileProvider(this, path);
    }

    private sealed class SettingsFileProvider(JsonStreamConfigurationSource source, string path) : JsonStreamConfigurationProvider(source)
    {
        public string Path => path;

        public override void Load(Stream stream)
        {
            try
            {
                base.Load(stream);
            }
            catch (Exception e) when ((e as JsonException ?? e.InnerException as JsonException) is { } json)
            {
                // The parser's own words quote the text, which may be part of a password.
                throw new ConfigurationException(
                    $"{path}, line {json.LineNumber + 1}, column {json.BytePositionInLine + 1}: this is not valid JSON. Correct it there.", json);
            }
            catch (FormatException e)
            {
                throw new ConfigurationException($"{path}: {e.Message.TrimEnd('.')}. Write one JSON object that has each key once.", e);
            }
        }
    }
}
