using System.Runtime.CompilerServices;

namespace DbBackup.Servers.Tests;

/// <summary>
/// What the tests are told by variables of the environment. They are taken out of it before anything runs: to the product, a variable
/// with its prefix is a key of its configuration, and these are none.
/// </summary>
internal static class TestSettings
{
    private const string Prefix = "DBBACKUP_TEST_";

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal);

    /// <summary>The value of a variable; <see langword="null"/> where it is not set.</summary>
    public static string? Get(string name) => Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    [ModuleInitializer]
    internal static void Take()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToList())
        {
            Values[name] = Environment.GetEnvironmentVariable(name)!;
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
