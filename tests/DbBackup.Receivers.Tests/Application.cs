using System.Text.Json;
using DbBackup.Cli;
using DbBackup.Signals;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers.Tests;

/// <summary>A small application, as anybody would write it, that includes the library: a SQLite database and a media folder behind its command line.</summary>
internal sealed class Application : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _printed = [];

    public Application()
    {
        Directory.CreateDirectory(_folder["media"]);
        _folder.Write("media/a.txt", "a");
        using var connection = new SqliteConnection($"Data Source={_folder["shop.db"]};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("CREATE TABLE customers(name TEXT); INSERT INTO customers VALUES ('Ada'), ('Bob')", connection);
        command.ExecuteNonQuery();
    }

    /// <summary>What stands under <c>Receivers</c>.</summary>
    public Dictionary<string, object> Receivers { get; } = [];

    /// <summary>More tables than the usual one.</summary>
    public Action<DbBackupAppBuilder> Registries { get; init; } = _ => { };

    /// <summary>The application's own services.</summary>
    public Action<IServiceCollection> Services { get; set; } = _ => { };

    /// <summary>What the last run printed on stdout.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What the last run printed on stderr, its log included.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Everything that all runs have printed.</summary>
    public IEnumerable<string> Printed => _printed;

    public string[] Backups => Directory.Exists(_folder["backups"]) ? Directory.GetFiles(_folder["backups"], "shop-*.zst") : [];

    /// <summary>Writes a secret into a file and gives its path.</summary>
    public string Secret(string name, string secret) => _folder.Write(name, $"{secret}\n");

    /// <summary>Makes every backup of the database fail.</summary>
    public void Harm() => _folder.Write("shop.db", "This was a database, and its driver would quote it.");

    /// <summary>Runs the command line, as a user would.</summary>
    public async Task<int> RunAsync(string args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var builder = DbBackupApp.CreateBuilder([]).UseReceivers<AppReceivers>();
        Registries(builder);
        Services(builder.Services);
        string[] words = [.. args.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--config", Configuration()];
        var code = await new DbBackupApp(words, builder.Services, builder.Configuration, new Terminal(TextReader.Null, output, error))
            .RunAsync(TestContext.Current.CancellationToken);
        _printed.AddRange([Output = output.ToString(), Error = error.ToString()]);
        return code;
    }

    public void Dispose() => _folder.Dispose();

    private string Configuration() => _folder.Write("dbbackup.json", JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["ServerName"] = "web01",
        ["Databases"] = new
        {
            shop = new { Engine = "Sqlite", ConnectionString = $"Data Source={_folder["shop.db"]};Pooling=False" },
        },
        ["Storage"] = new { Path = _folder["backups"] },
        ["Media"] = new { Path = _folder["media"] },
        ["Cleanup"] = new { Keep = 1, KeepMedia = 1 },
        ["Receivers"] = Receivers,
    }));
}
