using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DbBackup.Catalog;
using DbBackup.Cli;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Tests.Catalog;
using Microsoft.Extensions.Configuration;

namespace DbBackup.Tests.Docs;

/// <summary>The worked example of docs/retention.md is what the policy says.</summary>
public sealed partial class RetentionPageTests
{
    private static readonly string Page = Repository.Read("docs/retention.md");

    [Fact]
    public void Every_row_of_the_worked_example_is_kept_by_the_rules_that_stand_there()
    {
        var settings = Settings(Page.Split("```json\n")[1].Split("```")[0]);
        var rows = Row().Matches(Page).Select(row => (Time: row.Groups["time"].Value, Day: row.Groups["day"].Value, Rules: row.Groups["rules"].Value)).ToList();
        Assert.Equal(11, rows.Count);

        var decisions = Retention.Decide(rows.Select(row => Backup(row.Time)), b => RetentionPolicies.Of(b, settings), _ => null);

        Assert.Equal(rows.Select(row => row.Rules), RetentionTable.Render(decisions, 80).Skip(1).Select(line => line.Split("B  ")[1].Replace("- (deleted)", "-", StringComparison.Ordinal)));
        Assert.Equal(rows.Select(row => row.Day), rows.Select(row => Backup(row.Time).StartedAt.DayOfWeek.ToString()));
    }

    [Fact]
    public void With_the_size_the_four_newest_stay()
    {
        var settings = Settings(Page.Split("```json\n")[1].Split("```")[0]);
        settings.Cleanup.MaximumSize = "4 GB";
        var backups = Row().Matches(Page).Select(row => Backup(row.Groups["time"].Value) with { StoredBytes = 1_000_000_000 });
        Assert.Equal([true, true, true, true], Retention.Decide(backups, b => RetentionPolicies.Of(b, settings), _ => null).Select(d => d.Stays).TakeWhile(stays => stays));
    }

    private static BackupManifest Backup(string time) =>
        Manifests.Database(time.Replace(' ', '-').Replace(':', '-'), DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    private static DbBackupSettings Settings(string json) =>
        SettingsLoader.Load(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build());

    [GeneratedRegex(@"^\| (?<time>\d{4}-\d\d-\d\d \d\d:\d\d) \| (?<day>\w+) \| (?<rules>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
