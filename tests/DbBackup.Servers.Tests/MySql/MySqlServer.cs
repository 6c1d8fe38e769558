using System.Diagnostics;
using System.Globalization;
using MySqlConnector;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>
/// A running server of one test class, on a socket in its temporary folder (root without a password) and on a loopback port (root with one).
/// It ends with the tests, also when their process is killed.
/// </summary>
public sealed class MySqlServer(ServerTemplate template) : IAsyncLifetime
{
    /// <summary>The password of <c>root</c>, which connections over TCP need.</summary>
    internal const string Password = "S3cret of the tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private ServerProcess? _process;
    private int _databases;

    /// <summary>More options of the server.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>0 where the case of names counts, 1 where all are lower case.</summary>
    public int LowerCaseTableNames { get; init; }

    /// <summary>Whether it is MariaDB.</summary>
    public static bool IsMariaDb => MySqlPrograms.IsMariaDb;

    /// <summary>The socket, as <c>Server</c> of a connection string.</summary>
    public string Socket => _folder["s"];

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>As the server says it.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Its messages.</summary>
    public string Log => File.Exists(_folder["server.log"]) ? File.ReadAllText(_folder["server.log"]) : "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await template.CopyAsync(_folder["data"], LowerCaseTableNames, Token);
        File.WriteAllText(_folder["server.log"], "");
        // A server that starts removes the temporary tables of another that has the same folder for them.
        Directory.CreateDirectory(_folder["tmp"]);
        // Whatever the installation made for it, root needs the password over TCP.
        File.WriteAllLines(
            _folder["users.sql"],
            [
                $"CREATE USER IF NOT EXISTS root@'127.0.0.1' IDENTIFIED BY {Sql.Text(Password)};", $"ALTER USER root@'127.0.0.1' IDENTIFIED BY {Sql.Text(Password)};",
                "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;",
            ]);
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
        string[] command =
        [
            MySqlPrograms.Server, "--no-defaults", $"--datadir={_folder["data"]}", $"--socket={Socket}", $"--port={Port}", "--bind-address=127.0.0.1", $"--pid-file={_folder["data/server.pid"]}", $"--tmpdir={_folder["tmp"]}",
            $"--init-file={_folder["users.sql"]}", $"--lower-case-table-names={LowerCaseTableNames}", .. Settings, .. Options,
        ];
        _process = ServerProcess.Start(command, _folder["server.log"], "TERM");
        await WaitUntilItAnswersAsync();
    }

    /// <summary>Stops the server: sessions end, and their transactions with them.</summary>
    public async Task StopAsync()
    {
        if (_process is not null)
            await _process.StopAsync();
        _process = null;
    }

    /// <summary>Ends the server from one moment to the next, as a power cut does.</summary>
    public async Task KillAsync()
    {
        Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(_folder["data/server.pid"], Token), CultureInfo.InvariantCulture)).Kill();
        await StopAsync();
    }

    /// <summary>Makes a database, and in it what the script says.</summary>
    public async Task<MySqlDatabase> CreateDatabaseAsync(string script = "", string? name = null, string options = "CHARACTER SET utf8mb4")
    {
        var database = name is null ? AbsentDatabase() : Database(name);
        await Maintenance.ExecuteAsync($"CREATE DATABASE {Sql.Name(database.Name)} {options}");
        if (script.Length > 0)
            await database.ExecuteAsync(script);
        return database;
    }

    /// <summary>Removes databases.</summary>
    public async Task DropAsync(params IEnumerable<MySqlDatabase> databases)
    {
        foreach (var database in databases)
            await Maintenance.ExecuteAsync($"DROP DATABASE {Sql.Name(database.Name)}");
    }

    /// <summary>A database that is not there yet.</summary>
    public MySqlDatabase AbsentDatabase() => Database($"db{Interlocked.Increment(ref _databases)}");

    /// <summary>A database by its name, whether or not it is there.</summary>
    public MySqlDatabase Database(string name) => new(this, name);

    /// <summary>The database that is always there.</summary>
    public MySqlDatabase Maintenance => Database("mysql");

    /// <summary>A connection string by the socket, without pooling, so that no session outlives its test.</summary>
    public string ConnectionString(string database, string user = "root", string password = "") => new MySqlConnectionStringBuilder
    {
        Server = Socket, ConnectionProtocol = MySqlConnectionProtocol.UnixSocket, Database = database, UserID = user, Password = password, Pooling = false,
    }.ConnectionString;

    /// <summary>A connection string by TCP, where the password counts.</summary>
    public string TcpConnectionString(string database, string password = Password, string user = "root") => new MySqlConnectionStringBuilder
    {
        Server = "127.0.0.1", Port = (uint)Port, Database = database, UserID = user, Password = password, Pooling = false,
    }.ConnectionString;

    /// <summary>Runs a client program against this server, as root.</summary>
    public Task<Ended> RunAsync(string program, params IEnumerable<string> arguments) =>
        Processes.RunAsync(program, ["--no-defaults", $"--socket={Socket}", "--user=root", "--default-character-set=utf8mb4", .. arguments], token: Token);

    private static string[] Settings =>
    [
        // Nothing here outlives its test.
        "--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0", "--innodb-doublewrite=0", "--innodb-buffer-pool-size=64M", "--innodb-use-native-aio=0",
        "--skip-name-resolve", "--log-bin=binlog", "--server-id=1", "--log-bin-trust-function-creators=1", "--max-connections=60",
        // MariaDB lets its clients send files unless told otherwise, MySQL does not: both ways are tested.
        .. IsMariaDb
            ? (string[])["--innodb-log-file-size=8M"]
            : ["--mysqlx=OFF", "--secure-file-priv=NULL", "--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--innodb-redo-log-capacity=32M"],
    ];

    private async Task WaitUntilItAnswersAsync()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new MySqlConnection(ConnectionString("mysql"));
                await connection.OpenAsync(Token);
                Version = Convert.ToString(await new MySqlCommand("SELECT version()", connection).ExecuteScalarAsync(Token), CultureInfo.InvariantCulture)!;
                return;
            }
            catch (MySqlException) when (since.Elapsed < Patience && !_process!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }
            catch (MySqlException e)
            {
                Assert.Fail($"The server does not start ({e.Message}):\n{Log}");
            }
        }
    }
}
