using DbBackup.Catalog;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Commands;

/// <summary>A small application for tests of the commands: SQLite databases, a media folder, a storage, and an ear on every signal.</summary>
internal sealed class Shop : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public Shop(Action<DbBackupSettings>? configure = null, Action<IServiceCollection>? register = null, params string[] databases)
    {
        Settings = new()
        {
            ServerName = "web01",
            Storage = new() { Path = _folder["backups"] },
            Media = new() { Path = _folder["media"] },
            StagingPath = _folder["staging"],
        };
        foreach (var database in databases is [] ? ["default"] : databases)
            AddDatabase(database);
        Directory.CreateDirectory(_folder["media"]);
        File.WriteAllText(_folder["media/a.txt"], "a");
        configure?.Invoke(Settings);

        var services = new ServiceCollection();
        register?.Invoke(services);
        _services = services.AddDbBackup(Settings).BuildServiceProvider();
        foreach (var signal in Enum.GetValues<Signal>())
            Dispatcher.Connect(signal, Record, "record", order: int.MinValue);
    }

    public DbBackupSettings Settings { get; }

    public List<SignalContext> Sent { get; } = [];

    public IEnumerable<Signal> Signals => Sent.Select(s => s.Signal);

    public SignalDispatcher Dispatcher => _services.GetRequiredService<SignalDispatcher>();

    public IBackupStorage Storage => _services.GetRequiredService<IBackupStorage>();

    public string this[string name] => _folder[name];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Command<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<DbBackupResult> BackUpAsync(DbBackupOptions? options = null, CancellationToken? token = null) =>
        Command<DbBackupCommand>().RunAsync(options ?? new(), token ?? Token);

    public Task<DbRestoreResult> RestoreAsync(DbRestoreOptions? options = null, CancellationToken? token = null) =>
        Command<DbRestoreCommand>().RunAsync(options ?? new(), token ?? Token);

    public Task<MediaBackupResult> BackUpMediaAsync(MediaBackupOptions? options = null, CancellationToken? token = null) =>
        Command<MediaBackupCommand>().RunAsync(options ?? new(), token ?? Token);

    public Task<MediaRestoreResult> RestoreMediaAsync(MediaRestoreOptions? options = null, CancellationToken? token = null) =>
        Command<MediaRestoreCommand>().RunAsync(options ?? new(), token ?? Token);

    public Task<CleanupResult> CleanUpAsync(CleanupOptions? options = null, CancellationToken? token = null) =>
        Command<CleanupCommand>().RunAsync(options ?? new(), token ?? Token);

    public Task<HealthResult> CheckHealthAsync(HealthOptions? options = null, CancellationToken? token = null) =>
        Command<HealthCommand>().RunAsync(options ?? new(), token ?? Token);

    /// <summary>Backups, what lies beside them, and foreign files: all but what is recorded of a series as a whole.</summary>
    public async Task<IReadOnlyList<string>> StoredAsync() =>
        [.. (await Storage.ListAsync(Token).ToListAsync(Token)).Select(o => o.Name).Where(n => !SeriesObject.IsName(n)).Order(StringComparer.Ordinal)];

    public long Execute(string sql, string database = "default")
    {
        using var connection = new SqliteConnection($"Data Source={_folder[database + ".db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public long CountCustomers(string database = "default") => Execute("SELECT count(*) FROM customers", database);

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private ValueTask Record(SignalContext context, CancellationToken token)
    {
        lock (Sent)
            Sent.Add(context);
        return default;
    }

    private void AddDatabase(string name)
    {
        Settings.Databases[name] = new() { Name = name, Engine = "Sqlite", ConnectionString = $"Data Source={_folder[name + ".db"]}" };
        Execute("CREATE TABLE customers(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO customers(name) VALUES ('Ada'),('Bob'),('Cy')", name);
    }
}
