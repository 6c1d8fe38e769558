using System.Globalization;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>Where a version of PostgreSQL has its programs.</summary>
internal static class PostgresPrograms
{
    /// <summary>Names the folder with <c>initdb</c>, <c>postgres</c>, <c>pg_dump</c> and <c>psql</c> of the version to test.</summary>
    public const string Variable = "DBBACKUP_TEST_PG_BIN";

    private static readonly Lazy<string> Found = new(Find);

    public static string Folder => Found.Value;

    public static string Of(string program) => Path.Combine(Folder, program);

    private static string Find()
    {
        var named = TestSettings.Get(Variable);
        var folder = named ?? Installed();
        Assert.True(
            folder is not null && File.Exists(Path.Combine(folder, "initdb")),
            $"PostgreSQL is not here ({folder ?? "/usr/lib/postgresql"} has no initdb): run ./test.sh, which installs it, or apt-get install postgresql, or set {Variable} to the folder of its programs.");
        return folder!;
    }

    // Debian has a folder a version, and nothing of it but the clients is on the PATH.
    private static string? Installed() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").MaxBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)) + "/bin"
            : null;
}
