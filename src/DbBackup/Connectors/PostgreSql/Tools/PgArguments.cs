namespace DbBackup.Connectors;

/// <summary>The arguments that a configuration adds to a program's own.</summary>
internal static class PgArguments
{
    // Where it connects to, where it writes and in which format is ours to say, and a password is not to be seen by everybody.
    private static readonly string[] Long =
        ["--file", "--format", "--dbname", "--host", "--port", "--username", "--password", "--no-password", "--role", "--jobs", "--snapshot", "--list", "--create", "--version", "--help", "--use-list"];

    private const string Short = "fFdhpUWwjlCV?L";

    /// <summary>Refuses those that are not the configuration's to give.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="key">Their key in the configuration.</param>
    /// <param name="alsoRefused">More that are refused, with why.</param>
    /// <exception cref="ConfigurationException">One is refused.</exception>
    public static void Check(IReadOnlyList<string> arguments, string key, params (string Argument, string Instead)[] alsoRefused)
    {
        foreach (var argument in arguments)
        {
            var name = argument.Split('=')[0];
            if (alsoRefused.FirstOrDefault(refused => refused.Argument == name) is { Argument: not null } other)
                throw new ConfigurationException($"'{key}' has '{name}'; use {other.Instead}.");
            if (!argument.StartsWith('-'))
                throw new ConfigurationException($"'{key}' has '{argument}', which is no option; write an option and its value as one, as '--compress=6'.");
            if (IsOurs(name))
                throw new ConfigurationException($"'{key}' has '{name}', which the connector gives itself; remove it.");
        }
    }

    // Programs take any beginning of a long option that only one has.
    private static bool IsOurs(string name) => name.StartsWith("--", StringComparison.Ordinal)
        ? name.Length > 3 && Long.Any(option => option == name || (option.StartsWith(name, StringComparison.Ordinal) && name.Length >= 5))
        : name.Length < 2 || Short.Contains(name[1], StringComparison.Ordinal);
}
