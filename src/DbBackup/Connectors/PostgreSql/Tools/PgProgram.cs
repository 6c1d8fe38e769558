using System.Text;
using System.Text.RegularExpressions;

namespace DbBackup.Connectors;

/// <summary>One of PostgreSQL's own programs, and its version.</summary>
/// <param name="Program">The program.</param>
/// <param name="Major">Its major version.</param>
internal sealed partial record PgProgram(ToolProgram Program, int Major)
{
    /// <summary>Finds a program on the PATH that speaks with servers of this version: it must not be older than the server.</summary>
    /// <param name="name"><c>pg_dump</c> or <c>pg_restore</c>.</param>
    /// <param name="server">The server's major version.</param>
    /// <param name="database">The database's key, for messages.</param>
    /// <param name="token">Stops.</param>
    /// <exception cref="BackupException">There is none, or it is too old.</exception>
    public static async Task<PgProgram> FindAsync(string name, int server, string database, CancellationToken token)
    {
        var program = ToolProgram.Find(name) ?? throw new BackupException(
            $"Database {database}: there is no {name} on the PATH. Install PostgreSQL's client programs ({server} or newer), or use the connector native, which needs none.");
        var major = await VersionAsync(program, token).ConfigureAwait(false) ?? throw new BackupException(
            $"Database {database}: {program.Path} does not say which version it is. Install PostgreSQL's client programs ({server} or newer).");
        return major >= server ? new(program, major) : throw new BackupException(
            $"Database {database}: {program.Path} is version {major}, the server is version {server}. Install {name} {server} or newer, or use the connector native.");
    }

    private static async Task<int?> VersionAsync(ToolProgram program, CancellationToken token)
    {
        using var said = new MemoryStream();
        await ToolProcess.RunAsync(
            program, ["--version"], new Dictionary<string, string?>(), (_, _) => Task.CompletedTask, (output, stop) => output.CopyToAsync(said, stop), token)
            .ConfigureAwait(false);
        // As "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "… 19beta1".
        var match = Version().Match(Encoding.UTF8.GetString(said.ToArray()));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, provider: null) : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) ([0-9]{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
