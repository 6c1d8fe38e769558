using System.Diagnostics;
using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;
using Microsoft.Data.Sqlite;

namespace DbBackup.Tests.Connectors.Sqlite;

/// <summary>A temporary folder with databases, and the everyday things done to them.</summary>
internal sealed class SqliteFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("dbbackup-sqlite-").FullName;

    public string Staging => Directory.CreateDirectory(System.IO.Path.Combine(Root, "staging")).FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Makes a database by running SQL in it.</summary>
    public string Create(string name, string sql)
    {
        Run(Path(name), sql);
        return Path(name);
    }

    public static void Run(string path, string sql)
    {
        using var connection = Open(path);
        Run(connection, sql);
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static object? Scalar(string path, string sql)
    {
        using var connection = Open(path);
        return Scalar(connection, sql);
    }

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        Run(connection, "PRAGMA synchronous=OFF");
        // Old schemas quote texts doubly, and stock SQLite allows it.
        _ = SQLitePCL.raw.sqlite3_db_config(connection.Handle!, 1013, 1, out _);
        _ = SQLitePCL.raw.sqlite3_db_config(connection.Handle!, 1014, 1, out _);
        return connection;
    }

    /// <summary>Opens a connection that touches the file only when it is told to and gives up at a lock.</summary>
    public static SqliteConnection OpenQuietly(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        return connection;
    }

    public static DatabaseSettings Settings(string path, IntegrityCheck check = IntegrityCheck.Quick) => new()
    {
        Engine = "Sqlite",
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 1 }.ToString(),
        IntegrityCheck = check,
    };

    public DatabaseConnector Connector(string kind, string path, IntegrityCheck check = IntegrityCheck.Quick) => kind switch
    {
        "snapshot" => new SqliteSnapshotConnector(Settings(path, check), Staging),
        "sql" => new SqliteSqlConnector(Settings(path, check), Staging),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Dumps and holds that no temporary file stays.</summary>
    public async Task<(byte[] Payload, DumpResult Result)> DumpAsync(string kind, string path, DumpOptions? options = null)
    {
        using var payload = new MemoryStream();
        var result = await Connector(kind, path).DumpAsync(payload, options ?? new DumpOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFiles(Staging));
        return (payload.ToArray(), result);
    }

    public Task<RestoreResult> RestoreAsync(string kind, string path, byte[] payload, IReadOnlyList<TableRows>? expected = null, bool noDrop = false) =>
        Connector(kind, path).RestoreAsync(
            new MemoryStream(payload),
            new RestoreOptions { ExpectedTables = expected ?? [], NoDrop = noDrop },
            TestContext.Current.CancellationToken);

    /// <summary>Dumps a database, restores it as another and holds that both are equal.</summary>
    public async Task<string> RoundTripAsync(string kind, string path)
    {
        var (payload, result) = await DumpAsync(kind, path);
        var copy = Path($"copy-{Guid.NewGuid():N}.db");
        var restored = await RestoreAsync(kind, copy, payload, result.Tables);
        Assert.Equal(result.Tables, restored.Tables);
        SqliteContents.AssertEqual(path, copy);
        AssertNothingBeside(copy);
        return copy;
    }

    public void AssertNothingBeside(string path) =>
        Assert.Equal([path], Directory.GetFiles(Root, System.IO.Path.GetFileName(path) + "*"));

    /// <summary>Runs the stock program; fails when it is missing or reports an error.</summary>
    public static string Sqlite3(string path, string input)
    {
        var start = new ProcessStartInfo("sqlite3", ["-bail", "-batch", path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        using var process = Process.Start(start)!;
        var (output, errors) = ("", "");
        process.OutputDataReceived += (_, line) => output += line.Data is null ? "" : line.Data + "\n";
        process.ErrorDataReceived += (_, line) => errors += line.Data;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It stopped at an error, which is in its exit code and its words.
        }
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return output;
    }

    /// <summary>Loads a script with the stock program into a new database.</summary>
    public string LoadWithSqlite3(byte[] script)
    {
        var path = Path($"stock-{Guid.NewGuid():N}.db");
        Sqlite3(path, System.Text.Encoding.UTF8.GetString(script));
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
