using System.Text.Json;
using DbBackup.Catalog;
using DbBackup.Cli;
using DbBackup.Signals;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Cli;

/// <summary>A small application that is used by its command line: two SQLite databases, a media folder, and receivers that can be told to fail.</summary>
internal sealed class CommandLineShop : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandLineShop()
    {
        Directory.CreateDirectory(_folder["media"]);
        File.WriteAllText(_folder["media/a.txt"], "a");
        Execute("shop", "CREATE TABLE customers(name TEXT); INSERT INTO customers VALUES ('Ada'), ('Bob')");
        Execute("orders", "CREATE TABLE orders(name TEXT)");
        Configure(new { });
    }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public List<Signal> Signals { get; } = [];

    /// <summary>The signal on which a receiver throws.</summary>
    public Signal? FailOn { get; set; }

    public string this[string name] => _folder[name];

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string[] Errors => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] Backups => Directory.Exists(_folder["backups"])
        ? [.. Directory.GetFiles(_folder["backups"]).Select(f => Path.GetFileName(f)).Where(f => f[0] != '.' && !SeriesObject.IsName(f)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Writes the configuration: the usual one with what <paramref name="more"/> adds.</summary>
    public void Configure(object more)
    {
        var settings = new Dictionary<string, object>
        {
            ["ServerName"] = "web01",
            ["Databases"] = new { shop = Database("shop"), orders = Database("orders") },
            ["Storage"] = new { Path = _folder["backups"] },
            ["Media"] = new { Path = _folder["media"] },
        };
        foreach (var property in JsonSerializer.SerializeToElement(more).EnumerateObject())
            settings[property.Name] = property.Value;
        File.WriteAllText(_folder["dbbackup.json"], JsonSerializer.Serialize(settings));
    }

    public object Database(string name) => new { Engine = "Sqlite", ConnectionString = $"Data Source={_folder[name + ".db"]};Pooling=False" };

    /// <summary>Runs the command line; <paramref name="answer"/> makes stdin a terminal at which a person types it.</summary>
    public async Task<int> RunAsync(string args, string? answer = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(new StringReader(answer ?? ""), output, error) { InputIsTerminal = answer is not null };
        var builder = DbBackupApp.CreateBuilder([]);
        builder.Services.AddSingleton<ReceiverRegistry>(new Receivers(this));
        string[] words = [.. args.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--config", _folder["dbbackup.json"]];
        var code = await new DbBackupApp(words, builder.Services, builder.Configuration, terminal).RunAsync(TestContext.Current.CancellationToken);
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }

    public long Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder[database + ".db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public long CountCustomers() => Execute("shop", "SELECT count(*) FROM customers");

    public void Dispose() => _folder.Dispose();

    private sealed class Receivers(CommandLineShop shop) : ReceiverRegistry
    {
        protected override ReceiverDescriptor[] CreateTable() =>
            [.. Enum.GetValues<Signal>().Select(signal => new ReceiverDescriptor
            {
                Id = "Shop.Hooks.Hear", Signal = signal, Assembly = "Shop", Source = "Hooks.cs:1", Call = (context, _) => Hear(context.Signal),
            })];

        private ValueTask Hear(Signal signal)
        {
            shop.Signals.Add(signal);
            return signal == shop.FailOn ? throw new InvalidOperationException("not now") : default;
        }
    }
}
