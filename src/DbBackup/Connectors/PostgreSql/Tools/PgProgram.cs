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
    /// <param name="instead">What can be done without it, for messages.</param>
    /// <param name="token">Stops.</param>
    /// <exception cref="BackupException">There is none, or it is too old.</exception>
    public static async Task<PgProgram> FindAsync(string name, int server, string database, string instead, CancellationToken token)
    {
        var (program, obstacle) = await LookAsync(name, server, token).ConfigureAwait(false);
        return program ?? throw new BackupException($"Database {database}: {obstacle}. Install PostgreSQL's client programs ({server} or newer), or {instead}.");
    }

    /// <summary>Finds it, or says why it cannot be used.</summary>
    public static async Task<(PgProgram? Program, string? Obstacle)> LookAsync(string name, int server, CancellationToken token)
    {
        if (ToolProgram.Find(name) is not { } program)
            return (null, $"there is no {name} on the PATH");
        if (await VersionAsync(program, token).ConfigureAwait(false) is not { } major)
            return (null, $"{program.Path} does not say which version it is");
        return major >= server ? (new(program, major), null) : (null, $"{program.Path} is version {major}, the server is version {server}");
    }

    /// <summary>Runs it for what it writes. What it warns of fails it, too.</summary>
    /// <param name="settings">The connection.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="destination">Where its output goes.</param>
    /// <param name="remedy">What to do when it fails.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BackupException">It failed.</exception>
    public async Task DumpAsync(PgConnectionSettings settings, IEnumerable<string> arguments, Stream destination, string remedy, CancellationToken token)
    {
        using var session = new PgToolSession(settings);
        var result = await ToolProcess.RunAsync(
            Program, arguments, session.Environment, (_, _) => Task.CompletedTask, (output, stop) => output.CopyToAsync(destination, stop), token).ConfigureAwait(false);
        if (result.ExitCode != 0 || result.Errors.Count > 0)
            throw new BackupException(
                $"Database {settings.Database}: {Program.Name} {(result.ExitCode == 0 ? "warned" : "failed")} ({result.Reason.ReplaceLineEndings(" ")}). {remedy}");
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
