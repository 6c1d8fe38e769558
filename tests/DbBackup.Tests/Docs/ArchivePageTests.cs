using System.Diagnostics;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Tests.Commands;
using Microsoft.Data.Sqlite;

namespace DbBackup.Tests.Docs;

/// <summary>The commands of docs/archive.md open backups without this program.</summary>
public sealed class ArchivePageTests : IDisposable
{
    private readonly Shop _shop = new(databases: "shop");
    private readonly string _folder;

    public ArchivePageTests() => _folder = Directory.CreateDirectory(_shop["by-hand"]).FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task The_commands_on_the_page_open_every_kind_of_backup()
    {
        var snapshot = await BackUpAsync("shop.sqlite3.zst", CompressionKind.Zstd);
        _shop.Settings.Databases["shop"].Connector = "sql";
        await BackUpAsync("shop.sql.gz", CompressionKind.Gzip);
        (await _shop.Command<MediaBackupCommand>().RunAsync(new() { OutputPath = Path.Combine(_folder, "media.tar.zst") }, Token)).EnsureSucceeded();

        var output = await RunAsync(Repository.Read("docs/archive.md").Split("```sh\n")[1].Split("```")[0]);

        Assert.StartsWith("ok\n", output, StringComparison.Ordinal);
        Assert.Contains($"{snapshot.Backup!.StoredSha256}  shop.sqlite3.zst\n", output, StringComparison.Ordinal);
        Assert.Contains($"{snapshot.Backup.PayloadSha256}  shop.sqlite3\n", output, StringComparison.Ordinal);
        Assert.Equal("a", File.ReadAllText(Path.Combine(_folder, "pictures", "a.txt")));
        Assert.Equal(snapshot.Backup.Tables.Select(table => table.Rows), [CountRows("shop.sqlite3")]);
        Assert.Equal(CountRows("shop.sqlite3"), CountRows("from-script.sqlite3"));
    }

    private async Task<DatabaseBackupResult> BackUpAsync(string name, CompressionKind compression)
    {
        var result = await _shop.BackUpAsync(new() { OutputPath = Path.Combine(_folder, name), Compression = compression });
        result.EnsureSucceeded();
        return Assert.Single(result.Databases);
    }

    private async Task<string> RunAsync(string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-ec", commands]) { WorkingDirectory = _folder, RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(Token);
        await shell.WaitForExitAsync(Token);
        Assert.Equal(0, shell.ExitCode);
        return output;
    }

    private long CountRows(string file)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var schema = new SqliteCommand("SELECT name FROM sqlite_schema WHERE type = 'table'", connection);
        using var count = new SqliteCommand($"SELECT count(*) FROM \"{schema.ExecuteScalar()}\"", connection);
        return (long)count.ExecuteScalar()!;
    }
}
