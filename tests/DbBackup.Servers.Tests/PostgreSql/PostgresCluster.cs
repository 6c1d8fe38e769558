using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>
/// A running server of one test class, on a socket in its temporary folder (no password) and on a loopback port (with one).
/// It ends with the tests, also when their process is killed.
/// </summary>
public sealed class PostgresCluster(ClusterTemplate template) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private ServerProcess? _process;
    private int _databases;

    /// <summary>The folder of the socket, as <c>Host</c> of a connection string.</summary>
    public string Socket => _folder.Path;

    /// <summary>The port, on the socket and on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The server's major version.</summary>
    public int Version { get; private set; }

    /// <summary>More settings, as <c>name=value</c>, for when it starts.</summary>
    internal List<string> Settings { get; } = [];

    /// <summary>The server's program.</summary>
    internal string Program { get; set; } = PostgresPrograms.Of("postgres");

    /// <summary>Its messages.</summary>
    public string Log => File.Exists(_folder["server.log"]) ? File.ReadAllText(_folder["server.log"]) : "";

    /// <summary>The process that all of the server's processes come from.</summary>
    internal int ProcessId => int.Parse(File.ReadLines(_folder["data/postmaster.pid"]).First(), CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await template.CopyAsync(_folder["data"], Token);
        File.WriteAllText(_folder["server.log"], "");
        await ServerAccount.GiveAsync(_folder.Path, Token);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    public async Task StartAsync()
    {
        Port = ServerProcess.FreePort();
        _process = ServerProcess.Start(
            [Program, "-D", _folder["data"], "-k", Socket, "-p", $"{Port}", "-h", "127.0.0.1", "-c", "logging_collector=off", "-c", "log_destination=stderr", .. Settings.SelectMany(setting => (string[])["-c", setting])],
            _folder["server.log"],
            "INT");
        await WaitUntilItAnswersAsync();
    }

    /// <summary>Starts as a standby of another.</summary>
    internal async Task FollowAsync(PostgresCluster primary, params IEnumerable<string> settings)
    {
        (await primary.RunAsync("pg_basebackup", "-D", _folder["data"], "-c", "fast", "-X", "stream", "--no-sync")).Succeeded();
        File.WriteAllText(_folder["data/standby.signal"], "");
        File.WriteAllText(_folder["server.log"], "");
        await ServerAccount.GiveAsync(_folder.Path, Token);
        Settings.AddRange([$"primary_conninfo=host={primary.Socket} port={primary.Port} user=postgres", .. settings]);
        await StartAsync();
    }

    /// <summary>Stops the server: sessions end, and their transactions with them.</summary>
    public async Task StopAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_process is not null)
            await _process.StopAsync();
        _process = null;
    }

    /// <summary>Ends the server from one moment to the next, as a power cut does.</summary>
    public async Task KillAsync()
    {
        Process.GetProcessById(ProcessId).Kill();
        await StopAsync();
    }

    /// <summary>Makes a database, and in it what the script says.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string script = "", string? name = null, string options = "TEMPLATE template0")
    {
        var database = name is null ? AbsentDatabase() : Database(name);
        await Maintenance.ExecuteAsync($"CREATE DATABASE {Sql.Name(database.Name)} {options}");
        if (script.Length > 0)
            await database.ExecuteAsync(script);
        return database;
    }

    /// <summary>Removes databases, also when somebody is connected.</summary>
    public async Task DropAsync(params IEnumerable<PostgresDatabase> databases)
    {
        foreach (var database in databases)
            await Maintenance.ExecuteAsync($"DROP DATABASE {Sql.Name(database.Name)} WITH (FORCE)");
    }

    /// <summary>A database that is not there yet.</summary>
    public PostgresDatabase AbsentDatabase() => Database($"db{Interlocked.Increment(ref _databases)}");

    /// <summary>A database by its name, whether or not it is there.</summary>
    public PostgresDatabase Database(string name) => new(this, name);

    /// <summary>The database that is always there.</summary>
    public PostgresDatabase Maintenance => Database("postgres");

    /// <summary>Makes roles that are not there yet: they belong to the server, not to a database.</summary>
    public async Task CreateRolesAsync(params IEnumerable<string> names)
    {
        foreach (var name in names)
            if (await Maintenance.ScalarAsync<long>($"SELECT count(*) FROM pg_roles WHERE rolname = {Sql.Text(name)}") == 0)
                await Maintenance.ExecuteAsync($"CREATE ROLE {Sql.Name(name)}");
    }

    /// <summary>A connection string by the socket, without pooling, so that no session outlives its test.</summary>
    public string ConnectionString(string database, string user = "postgres") => new NpgsqlConnectionStringBuilder
    {
        Host = Socket, Port = Port, Database = database, Username = user, Pooling = false, IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>A connection string by TCP, where the password counts.</summary>
    public string TcpConnectionString(string database, string password = ClusterTemplate.Password, string user = "postgres") => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = Port, Database = database, Username = user, Password = password, Pooling = false,
    }.ConnectionString;

    /// <summary>Runs a program of this version against this server.</summary>
    public Task<Ended> RunAsync(string program, params IEnumerable<string> arguments) =>
        Processes.RunAsync(PostgresPrograms.Of(program), arguments, ClientEnvironment, token: Token);

    /// <summary>What tells the client programs where the server is.</summary>
    public IReadOnlyDictionary<string, string> ClientEnvironment => new Dictionary<string, string>
    {
        ["PGHOST"] = Socket, ["PGPORT"] = $"{Port}", ["PGUSER"] = "postgres", ["PGCLIENTENCODING"] = "UTF8", ["LC_ALL"] = "C.UTF-8",
    };

    private async Task WaitUntilItAnswersAsync()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync(Token);
                Version = connection.PostgreSqlVersion.Major;
                return;
            }
            catch (NpgsqlException) when (since.Elapsed < Patience && !_process!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }
            catch (NpgsqlException)
            {
                Assert.Fail($"PostgreSQL does not start:\n{Log}");
            }
        }
    }
}
