using DbBackup.Cli;
using DbBackup.Commands;
using DbBackup.Configuration;

namespace DbBackup.Tests.Cli;

/// <summary>What reaches the commands.</summary>
public sealed class VerbOptionsTests
{
    [Fact]
    public void Backup_without_options_takes_everything_from_the_configuration()
    {
        var options = Read<BackupVerb, DbBackupOptions>("backup", (v, r) => v.Read(r));

        Assert.Empty(options.Databases);
        Assert.Empty(options.ExcludeTables);
        Assert.Empty(options.Schemas);
        Assert.Equal((null, null, null, null), (options.ServerName, options.Compression, options.OutputFilename, options.OutputPath));
        Assert.False(options.Clean || options.DryRun);
    }

    [Fact]
    public void Backup_hands_on_every_option()
    {
        var options = Read<BackupVerb, DbBackupOptions>(
            "backup -d a,b -d c --database=d -s web01 -z gzip -o name -x t1,t2 -n s1 -n s2 -c --dry-run", (v, r) => v.Read(r));

        Assert.Equal(["a", "b", "c", "d"], options.Databases);
        Assert.Equal(("web01", CompressionKind.Gzip, "name"), (options.ServerName, options.Compression, options.OutputFilename));
        Assert.Equal(["t1", "t2"], options.ExcludeTables);
        Assert.Equal(["s1", "s2"], options.Schemas);
        Assert.True(options.Clean && options.DryRun);
        Assert.Equal("x.zst", Read<BackupVerb, DbBackupOptions>("backup -O x.zst", (v, r) => v.Read(r)).OutputPath);
    }

    [Theory]
    [InlineData("backup", CompressionKind.None, null)]
    [InlineData("backup -z", CompressionKind.None, CompressionKind.Zstd)]
    [InlineData("backup -z", CompressionKind.Gzip, null)]
    [InlineData("backup -z -c", CompressionKind.None, CompressionKind.Zstd)]
    [InlineData("backup -z none", CompressionKind.Gzip, CompressionKind.None)]
    [InlineData("backup -zZSTD", CompressionKind.Gzip, CompressionKind.Zstd)]
    [InlineData("backup --compress=gzip", CompressionKind.Zstd, CompressionKind.Gzip)]
    public void Compress_without_a_value_compresses_as_configured(string args, CompressionKind configured, CompressionKind? expected) =>
        Assert.Equal(expected, Read<BackupVerb, DbBackupOptions>(args, (v, r) => v.Read(r), configured).Compression);

    [Fact]
    public void Restore_hands_on_every_option()
    {
        var options = Read<RestoreVerb, DbRestoreOptions>("dbrestore -d shop -s web01 -i name -n s1 --no-drop -y --dry-run", (v, r) => v.Read(r));

        Assert.Equal(("shop", "web01", "name"), (options.Database, options.ServerName, options.InputFilename));
        Assert.Equal(["s1"], options.Schemas);
        Assert.True(options.NoDrop && options.DryRun);
        Assert.Null(options.Confirm);
        Assert.Null(Read<RestoreVerb, DbRestoreOptions>("restore -y", (v, r) => v.Read(r)).Database);
        Assert.Equal("x", Read<RestoreVerb, DbRestoreOptions>("restore -y -I x", (v, r) => v.Read(r)).InputPath);
    }

    [Fact]
    public void Media_verbs_hand_on_every_option()
    {
        var backup = Read<MediaBackupVerb, MediaBackupOptions>("media-backup -s web01 -z none -o name -c --wait 2h --dry-run", (v, r) => v.Read(r));
        Assert.Equal(("web01", CompressionKind.None, "name"), (backup.ServerName, backup.Compression, backup.OutputFilename));
        Assert.True(backup.Clean && backup.DryRun);
        Assert.Equal(TimeSpan.FromHours(2), backup.Wait);

        var restore = Read<MediaRestoreVerb, MediaRestoreOptions>("media-restore -s web01 -i name -r --wait 90s --noinput", (v, r) => v.Read(r));
        Assert.Equal(TimeSpan.FromSeconds(90), restore.Wait);
        Assert.Equal(("web01", "name", true, null), (restore.ServerName, restore.InputFilename, restore.Replace, restore.Confirm));
    }

    [Fact]
    public void List_and_cleanup_hand_on_every_option()
    {
        var list = Read<ListVerb, ListBackupsOptions>("list -d a,b -s web01", (v, r) => v.Read(r));
        Assert.Equal(["a", "b"], list.Databases);
        Assert.Equal("web01", list.ServerName);

        var cleanup = Read<CleanupVerb, CleanupOptions>("cleanup -d a -s web01 --wait 10m --yes --dry-run", (v, r) => v.Read(r));
        Assert.Equal(["a"], cleanup.Databases);
        Assert.Equal(TimeSpan.FromMinutes(10), cleanup.Wait);
        Assert.Equal(TimeSpan.FromMinutes(1), Read<BackupVerb, DbBackupOptions>("backup --wait 1m", (v, r) => v.Read(r)).Wait);
        Assert.Equal(TimeSpan.FromMinutes(1), Read<RestoreVerb, DbRestoreOptions>("restore -y --wait 1m", (v, r) => v.Read(r)).Wait);
        Assert.Equal(("web01", true, null), (cleanup.ServerName, cleanup.DryRun, cleanup.Confirm));
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("media-restore")]
    [InlineData("cleanup")]
    public async Task Without_a_terminal_and_without_yes_nothing_is_begun(string args)
    {
        var run = Run(args, CompressionKind.Zstd, inputIsTerminal: false);
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => ((Verb)run.Parsed.CommandResult.Command).RunAsync(run, TestContext.Current.CancellationToken));
        Assert.Contains("--yes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("restore --dry-run")]
    [InlineData("restore -y")]
    public void A_dry_run_and_yes_need_no_terminal(string args) => Assert.Null(Read<RestoreVerb, DbRestoreOptions>(args, (v, r) => v.Read(r)).Confirm);

    [Fact]
    public void A_terminal_is_asked()
    {
        var run = Run("restore", CompressionKind.Zstd, inputIsTerminal: true);
        Assert.NotNull(((RestoreVerb)run.Parsed.CommandResult.Command).Read(run).Confirm);
    }

    [Fact]
    public async Task Nothing_to_delete_is_not_asked_about()
    {
        var run = Run("cleanup", CompressionKind.Zstd, inputIsTerminal: true);
        var confirm = ((CleanupVerb)run.Parsed.CommandResult.Command).Read(run).Confirm!;
        Assert.True(await confirm([], TestContext.Current.CancellationToken));
        Assert.Equal("", run.Terminal.Error.ToString());
    }

    private static TOptions Read<TVerb, TOptions>(string args, Func<TVerb, VerbRun, TOptions> read, CompressionKind configured = CompressionKind.Zstd) where TVerb : Verb
    {
        var run = Run(args, configured, inputIsTerminal: false);
        return read((TVerb)run.Parsed.CommandResult.Command, run);
    }

    private static VerbRun Run(string args, CompressionKind configured, bool inputIsTerminal)
    {
        var line = new CommandLine("dbbackup", "1.0");
        var parsed = line.Parse(args.Split(' '));
        Assert.Null(UsageError.Of(parsed, line));
        var terminal = new Terminal(TextReader.Null, new StringWriter(), new StringWriter()) { InputIsTerminal = inputIsTerminal };
        var messages = new Messages(terminal, "dbbackup");
        return new VerbRun(
            parsed, new GlobalValues(line.Options, parsed), new DbBackupSettings { Compression = { Kind = configured } }, NoServices.Instance, terminal, new Prompt(terminal, messages, null), null);
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
