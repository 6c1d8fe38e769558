using System.Text;
using System.Text.RegularExpressions;

namespace DbBackup.Connectors;

/// <summary>One of MySQL's or MariaDB's own programs.</summary>
/// <param name="Program">The program.</param>
/// <param name="IsMariaDb">Whose it is.</param>
internal sealed partial record MySqlProgram(ToolProgram Program, bool IsMariaDb)
{
    /// <summary>Finds the program that dumps a server.</summary>
    /// <exception cref="BackupException">There is none that fits.</exception>
    public static Task<MySqlProgram> FindDumpAsync(MySqlServerVersion server, string database, CancellationToken token) =>
        FindAsync("mariadb-dump", "mysqldump", server, database, token);

    /// <summary>Finds the client.</summary>
    /// <exception cref="BackupException">There is none that fits.</exception>
    public static Task<MySqlProgram> FindClientAsync(MySqlServerVersion server, string database, CancellationToken token) =>
        FindAsync("mariadb", "mysql", server, database, token);

    // Each knows its own server: what the other has besides (sequences, packages, histograms, invisible keys) it leaves out without a word.
    private static async Task<MySqlProgram> FindAsync(string mariaDb, string mySql, MySqlServerVersion server, string database, CancellationToken token)
    {
        var oldest = new Version(server.Number.Major, server.Number.Minor);
        var remedy = $"Install {server.Product}'s client programs ({oldest} or newer), or use the connector native, which needs none.";
        var program = (server.IsMariaDb ? ToolProgram.Find(mariaDb, mySql) : ToolProgram.Find(mySql, mariaDb))
            ?? throw new BackupException($"Database {database}: there is no {(server.IsMariaDb ? $"{mariaDb} or {mySql}" : $"{mySql} or {mariaDb}")} on the PATH. {remedy}");
        var (isMariaDb, version) = await VersionAsync(program, token).ConfigureAwait(false)
            ?? throw new BackupException($"Database {database}: {program.Path} does not say which version it is. {remedy}");
        if (isMariaDb != server.IsMariaDb)
            throw new BackupException($"Database {database}: {program.Path} is {(isMariaDb ? "MariaDB" : "MySQL")}'s, the server is {server.Product}. {remedy}");
        return version >= oldest ? new(program, isMariaDb) : throw new BackupException(
            $"Database {database}: {program.Path} is version {version}, the server is version {oldest}. {remedy}");
    }

    private static async Task<(bool IsMariaDb, Version Version)?> VersionAsync(ToolProgram program, CancellationToken token)
    {
        using var said = new MemoryStream();
        await ToolProcess.RunAsync(
            program, ["--no-defaults", "--version"], new Dictionary<string, string?>(), (_, _) => Task.CompletedTask, (output, stop) => output.CopyToAsync(said, stop), token)
            .ConfigureAwait(false);
        // As "mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)", "mysqldump  Ver 9.7.4 for Linux …",
        // "mariadb from 11.4.5-MariaDB, client 15.2 for …".
        var text = Encoding.UTF8.GetString(said.ToArray());
        var isMariaDb = text.Contains("MariaDB", StringComparison.Ordinal);
        var match = isMariaDb ? MariaDbVersion().Match(text) : MySqlVersion().Match(text);
        return match.Success ? (isMariaDb, Version.Parse(match.Groups[1].ValueSpan)) : null;
    }

    [GeneratedRegex(@"([0-9]{1,4}\.[0-9]{1,4})\.[0-9]{1,4}-MariaDB", RegexOptions.CultureInvariant)]
    private static partial Regex MariaDbVersion();

    [GeneratedRegex(@"Ver ([0-9]{1,4}\.[0-9]{1,4})\.", RegexOptions.CultureInvariant)]
    private static partial Regex MySqlVersion();
}
