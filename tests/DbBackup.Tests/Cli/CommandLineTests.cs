using System.CommandLine;
using CsCheck;
using DbBackup.Cli;

namespace DbBackup.Tests.Cli;

public sealed class CommandLineTests
{
    private readonly CommandLine _line = new("dbbackup", "1.2.3");

    [Theory]
    [InlineData("backup", "backup")]
    [InlineData("dbbackup", "backup")]
    [InlineData("restore -d a", "restore")]
    [InlineData("dbrestore", "restore")]
    [InlineData("media-backup", "media-backup")]
    [InlineData("mediabackup", "media-backup")]
    [InlineData("media-restore", "media-restore")]
    [InlineData("mediarestore", "media-restore")]
    [InlineData("list", "list")]
    [InlineData("listbackups", "list")]
    [InlineData("verify", "verify")]
    [InlineData("verify a.zst b.zst", "verify")]
    [InlineData("drill", "drill")]
    [InlineData("health", "health")]
    [InlineData("unpin a.zst", "unpin")]
    [InlineData("cleanup", "cleanup")]
    [InlineData("receivers", "receivers")]
    [InlineData("check", "check")]
    [InlineData("--json -q list", "list")]
    [InlineData("list --json -s web01 --config x.json -v", "list")]
    public void A_verb_is_known_by_its_names(string args, string verb)
    {
        var parsed = Parse(args);
        Assert.Null(UsageError.Of(parsed, _line));
        Assert.Equal(verb, parsed.CommandResult.Command.Name);
    }

    /// <summary>The table of options: an option is on the verbs it names and on no other.</summary>
    [Theory]
    [InlineData("--database", "backup restore list drill health cleanup")]
    [InlineData("-d", "backup restore list drill health cleanup")]
    [InlineData("--compress", "backup media-backup")]
    [InlineData("-z", "backup media-backup")]
    [InlineData("--encrypt", "backup media-backup")]
    [InlineData("-e", "backup media-backup")]
    [InlineData("--output-filename", "backup media-backup")]
    [InlineData("-o", "backup media-backup")]
    [InlineData("--output-path", "backup media-backup keygen")]
    [InlineData("-O", "backup media-backup keygen")]
    [InlineData("--input-filename", "restore media-restore drill")]
    [InlineData("-i", "restore media-restore drill")]
    [InlineData("--input-path", "restore media-restore")]
    [InlineData("-I", "restore media-restore")]
    [InlineData("--exclude-tables", "backup")]
    [InlineData("-x", "backup")]
    [InlineData("--schema", "backup restore")]
    [InlineData("-n", "backup restore")]
    [InlineData("--no-drop", "restore")]
    [InlineData("--no-safety-backup", "restore")]
    [InlineData("--yes-restore", "restore")]
    [InlineData("--all", "verify")]
    [InlineData("--input", "drill")]
    [InlineData("--replace", "media-restore")]
    [InlineData("-r", "media-restore")]
    [InlineData("--clean", "backup media-backup")]
    [InlineData("-c", "backup media-backup")]
    [InlineData("--yes", "restore media-restore cleanup")]
    [InlineData("-y", "restore media-restore cleanup")]
    [InlineData("--noinput", "restore media-restore cleanup")]
    [InlineData("--dry-run", "backup restore media-backup media-restore cleanup")]
    [InlineData("--wait", "backup restore media-backup media-restore cleanup")]
    public void An_option_is_on_the_verbs_it_names_only(string option, string verbs) =>
        Assert.Equal(
            verbs.Split(' ').Order(),
            _line.Verbs.Where(v => v.Options.Any(o => o.Name == option || o.Aliases.Contains(option))).Select(v => v.Name).Order());

    [Fact]
    public void The_options_of_all_verbs_are_these() =>
        Assert.Equal(
            ["--config", "--json", "--quiet", "--servername", "--verbose", "-q", "-s", "-v"],
            _line.Options.All.SelectMany(o => o.Aliases.Prepend(o.Name)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("", "A verb is missing; --help lists them.")]
    [InlineData("--json", "A verb is missing; --help lists them.")]
    [InlineData("bakup", "There is no verb 'bakup'; did you mean 'backup'? --help lists them.")]
    [InlineData("frobnicate", "There is no verb 'frobnicate'. --help lists them.")]
    [InlineData("Backup", "There is no verb 'Backup'; did you mean 'backup'? --help lists them.")]
    [InlineData("--josn", "There is no option '--josn'; did you mean '--json'?")]
    [InlineData("-d shop", "The option '-d' comes after the verb.")]
    [InlineData("--josn list", "list has no option '--josn'; did you mean '--json'?")]
    [InlineData("-d shop backup", "The option '-d' comes after the verb.")]
    [InlineData("backup --databse shop", "backup has no option '--databse'; did you mean '--database'?")]
    [InlineData("backup --databse=shop", "backup has no option '--databse'; did you mean '--database'?")]
    [InlineData("backup --jsno", "backup has no option '--jsno'; did you mean '--json'?")]
    [InlineData("restore --replace", "restore has no option '--replace'; it belongs to media-restore.")]
    [InlineData("check -d shop", "check has no option '-d'; it belongs to backup, restore, list, drill, health, cleanup.")]
    [InlineData("verify --al", "verify has no option '--al'; did you mean '--all'?")]
    [InlineData("verify a.zst --yes", "verify has no option '--yes'; it belongs to restore, media-restore, cleanup.")]
    [InlineData("verify a.zst --all", "--all and names of backups exclude each other; give one of them.")]
    [InlineData("unpin -d shop", "unpin has no option '-d'; it belongs to backup, restore, list, drill, health, cleanup.")]
    [InlineData("backup --wait", "--wait needs a value: --wait TIME.")]
    [InlineData("backup --wait 10", "--wait cannot be '10'; it takes a time as 90s, 10m or 2h, at most 168h.")]
    [InlineData("restore --wait 0:10", "--wait cannot be '0:10'; it takes a time as 90s, 10m or 2h, at most 168h.")]
    [InlineData("cleanup --wait -5m", "--wait cannot be '-5m'; it takes a time as 90s, 10m or 2h, at most 168h.")]
    [InlineData("backup --wait 169h", "--wait cannot be '169h'; it takes a time as 90s, 10m or 2h, at most 168h.")]
    [InlineData("backup shop", "backup does not take 'shop'; --help shows its options.")]
    [InlineData("restore --yes true", "restore does not take 'true'; --help shows its options.")]
    [InlineData("backup @args", "backup does not take '@args'; --help shows its options.")]
    [InlineData("backup -d", "--database needs a value: --database NAME.")]
    [InlineData("list --config", "--config needs a value: --config FILE.")]
    [InlineData("backup -d a,,b", "--database has an empty name.")]
    [InlineData("backup -d ''", "--database has an empty name.")]
    [InlineData("backup -x ,", "--exclude-tables has an empty name.")]
    [InlineData("backup -s ''", "--servername has an empty value.")]
    [InlineData("backup -o ''", "--output-filename has an empty value.")]
    [InlineData("backup -z lz4", "--compress cannot be 'lz4'; it takes one of zstd, gzip, none.")]
    [InlineData("backup -o a -O b", "--output-filename and --output-path exclude each other; give one of them.")]
    [InlineData("restore -i a -I b", "--input-filename and --input-path exclude each other; give one of them.")]
    [InlineData("list -q -v", "--quiet and --verbose exclude each other; give one of them.")]
    [InlineData("-q list -v", "--quiet and --verbose exclude each other; give one of them.")]
    [InlineData("restore -d a,b", "--database: restore takes one database at a time.")]
    [InlineData("restore -d a -d b", "--database: restore takes one database at a time.")]
    public void Wrong_usage_is_told_in_one_line(string args, string message) => Assert.Equal(message, UsageError.Of(Parse(args), _line));

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("backup --help")]
    [InlineData("bakup --help")]
    public void Help_is_an_answer_that_names_the_program(string args)
    {
        var answer = _line.Answer(Parse(args));
        Assert.NotNull(answer);
        Assert.Contains("dbbackup", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("<program>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_an_answer() => Assert.Equal("dbbackup 1.2.3", _line.Answer(Parse("--version")));

    [Theory]
    [InlineData("backup")]
    [InlineData("list")]
    [InlineData("dbbackup")]
    public void A_program_may_be_called_like_a_verb(string program)
    {
        var line = new CommandLine(program, "1.0");
        Assert.Equal("list", line.Parse(["list"]).CommandResult.Command.Name);
    }

    [Fact]
    public void Help_of_every_verb_shows_every_option_of_it()
    {
        foreach (var verb in _line.Verbs)
        {
            var help = _line.Answer(Parse($"{verb.Name} --help"));
            foreach (var option in verb.Options.Concat(_line.Options.All).SelectMany(o => o.Aliases.Prepend(o.Name)))
                Assert.Contains(option, help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_arguments_make_the_parser_throw()
    {
        string[] words = [
            "backup", "restore", "list", "--json", "--json=x", "-qv", "-d", "a,b", ",", "", " ", "-z", "-zgzip", "-z=", "--", "-", "@", "[suggest]", "<program>", "dbbackup",
            "--help", "--version", "-y", "--yes=no", "-O", "x", "é", "\0", "-s:", "-n", "--config"];
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 6].Sample(args =>
        {
            var line = new CommandLine("dbbackup", "1.0");
            var parsed = line.Parse(args);
            if (line.Answer(parsed) is null)
                _ = UsageError.Of(parsed, line);
            _ = parsed.GetValue(line.Options.Json) || parsed.GetValue(line.Options.Quiet) || parsed.GetValue(line.Options.Verbose);
        }, iter: 3_000);
    }

    private ParseResult Parse(string args) =>
        _line.Parse([.. args.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a == "''" ? "" : a)]);
}
