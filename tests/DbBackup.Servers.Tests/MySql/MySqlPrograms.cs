namespace DbBackup.Servers.Tests.MySql;

/// <summary>Where the programs of the server to test are: MariaDB as the system has it, or MySQL in a folder.</summary>
internal static class MySqlPrograms
{
    /// <summary>Names the folder with <c>mysqld</c>, <c>mysql</c> and <c>mysqldump</c> of a MySQL to test; without it, it is MariaDB.</summary>
    public const string Variable = "DBBACKUP_TEST_MYSQL_BIN";

    private static readonly string? Named = TestSettings.Get(Variable);

    /// <summary>Servers are not on every user's path.</summary>
    private static readonly string[] Folders = Named is not null ? [Named] : ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

    /// <summary>Whether it is MariaDB.</summary>
    public static bool IsMariaDb => Named is null;

    public static string Server => Of(IsMariaDb ? "mariadbd" : "mysqld");

    public static string Client => Of(IsMariaDb ? "mariadb" : "mysql");

    public static string Dump => Of(IsMariaDb ? "mariadb-dump" : "mysqldump");

    /// <summary>The folder of the client programs.</summary>
    public static string Folder => Path.GetDirectoryName(Client)!;

    public static string Of(string program)
    {
        var found = Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"There is no {program} in {string.Join(", ", Folders)}. {Remedy}");
        return found!;
    }

    private static string Remedy => IsMariaDb
        ? $"Run ./test.sh, which installs it, or apt-get install mariadb-server, or set {Variable} to the folder of MySQL's programs."
        : $"Correct {Variable}, or run eng/newer-servers.sh FOLDER mysql and set it to FOLDER/mysql/bin.";
}
