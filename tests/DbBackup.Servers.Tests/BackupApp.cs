using System.Text.Json;
using DbBackup.Catalog;
using DbBackup.Cli;

namespace DbBackup.Servers.Tests;

/// <summary>The command line as users run it, in this process, with a storage in a folder of its own.</summary>
internal sealed class BackupApp(string engine = "PostgreSql") : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, Dictionary<string, object>> _databases = new(StringComparer.Ordinal);

    /// <summary>A path in its folder.</summary>
    public string this[string name] => _folder[name];

    /// <summary>The backups, by the names of their files.</summary>
    public string[] Backups => Directory.Exists(_folder["backups"])
        ? [.. Directory.GetFiles(_folder["backups"]).Select(f => Path.GetFileName(f)).Where(f => f[0] != '.' && !SeriesObject.IsName(f) && !f.EndsWith(".manifest.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>All that is in the storage, hidden or not, but what is recorded of a series as a whole.</summary>
    public string[] Files => Directory.Exists(_folder["backups"]) ? [.. Directory.GetFiles(_folder["backups"]).Where(f => !SeriesObject.IsName(f))] : [];

    /// <summary>Adds a database to the configuration, or replaces it.</summary>
    public BackupApp Configure(string key, string connectionString, params IEnumerable<(string Name, object Value)> more)
    {
        _databases[key] = new() { ["Engine"] = engine, ["ConnectionString"] = connectionString };
        foreach (var (name, value) in more)
            _databases[key][name] = value;
        return this;
    }

    /// <summary>Runs a verb with its arguments.</summary>
    public async Task<Ended> RunAsync(IEnumerable<string> arguments, CancellationToken token = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var builder = DbBackupApp.CreateBuilder([]);
        var app = new DbBackupApp([.. arguments, "--config", Write()], builder.Services, builder.Configuration, new Terminal(TextReader.Null, output, error));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token, TestContext.Current.CancellationToken);
        return new(await app.RunAsync(stop.Token), output.ToString(), error.ToString());
    }

    public Task<Ended> RunAsync(params string[] arguments) => RunAsync(arguments, default);

    /// <summary>Backs a database up and restores it to another, which is in the configuration, too.</summary>
    public async Task CopyAsync(string from, string to, params IEnumerable<string> restoreArguments)
    {
        (await RunAsync("backup", "-d", from, "-q", "-z", "none")).Succeeded();
        (await RunAsync(["restore", "-d", to, "--from", from, "-y", "-q", .. restoreArguments])).Succeeded();
    }

    /// <summary>The configuration as a file.</summary>
    public string Write()
    {
        var path = _folder["dbbackup.json"];
        File.WriteAllText(path, JsonSerializer.Serialize(new { ServerName = "web01", Databases = _databases, Storage = new { Path = _folder["backups"] } }));
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
