using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Tests.Docs;

/// <summary>The example of docs/connectors.md, under the real commands.</summary>
public sealed class NotesConnectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public NotesConnectorTests()
    {
        File.WriteAllText(_folder["notes"], "milk\nbread\n");
        var services = new ServiceCollection();
        #region Register
        services.AddSingleton(new DatabaseConnectorFactory("Notes", "text", database => new NotesConnector(database)));
        #endregion
        services.AddDbBackup(new DbBackupSettings
        {
            Databases = { ["shopping"] = new() { Engine = "Notes", ConnectionString = _folder["notes"] } },
            Storage = new() { Path = _folder["backups"] },
        });
        _services = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Notes_go_through_backup_and_restore()
    {
        var backup = Assert.Single((await BackUpAsync()).Databases);
        Assert.EndsWith(".txt.zst", backup.Filename, StringComparison.Ordinal);
        File.WriteAllText(_folder["notes"], "lost");

        var restore = await RestoreAsync();

        restore.EnsureSucceeded();
        Assert.Equal(2, Assert.Single(restore.Tables).Rows);
        Assert.Equal("milk\nbread\n", File.ReadAllText(_folder["notes"]));
        Assert.Equal(["backups", "notes"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public async Task A_backup_that_is_not_what_its_manifest_says_changes_nothing()
    {
        var backup = Assert.Single((await BackUpAsync()).Databases);
        var manifest = Path.Combine(_folder["backups"], $"{backup.Filename}.manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"rows\": 2", "\"rows\": 3", StringComparison.Ordinal));
        File.WriteAllText(_folder["notes"], "kept");

        var restore = await RestoreAsync();

        Assert.Equal(RunOutcome.Failed, restore.Outcome);
        Assert.Contains("its manifest says otherwise", restore.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(_folder["notes"]));
    }

    [Fact]
    public async Task Missing_notes_fail_the_backup()
    {
        File.Delete(_folder["notes"]);
        var backup = Assert.Single((await BackUpAsync()).Databases);
        Assert.Equal(RunOutcome.Failed, backup.Outcome);
        Assert.Contains("cannot be read", backup.Error!.Message, StringComparison.Ordinal);
    }

    private Task<DbBackupResult> BackUpAsync() => _services.GetRequiredService<DbBackupCommand>().RunAsync(new(), Token);

    private Task<DbRestoreResult> RestoreAsync() => _services.GetRequiredService<DbRestoreCommand>().RunAsync(new(), Token);
}
