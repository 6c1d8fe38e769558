using DbBackup.Catalog;

namespace DbBackup.Cli;

/// <summary>What stays and by which rules, what goes and why.</summary>
internal static class RetentionTable
{
    /// <summary>Every rule together beside a name of the usual length: 80 columns.</summary>
    private static readonly Column[] Table = [new("NAME"), new("SIZE", RightAligned: true, DroppedFirst: 1), new("KEPT BY")];

    public static IReadOnlyList<string> Render(IReadOnlyList<RetentionDecision> decisions, int width) =>
        decisions.Count == 0 ? [] : Columns.Render(Table, decisions.Select(d => (string[])[d.Backup.Name, Quantity.Bytes(d.Backup.StoredBytes), Reason(d)]), width);

    private static string Reason(RetentionDecision decision) => decision switch
    {
        { Stays: true } => string.Join(' ', decision.Rules.Select(Word)),
        { Rules: [] } => "- (deleted)",
        _ => "- (deleted: maximum size)",
    };

    private static string Word(RetentionRule rule) => rule switch
    {
        RetentionRule.KeepLast => "last",
        RetentionRule.KeepWithin => "within",
        RetentionRule.KeepHourly => "hour",
        RetentionRule.KeepDaily => "day",
        RetentionRule.KeepWeekly => "week",
        RetentionRule.KeepMonthly => "month",
        RetentionRule.KeepYearly => "year",
        RetentionRule.KeepAll => "(no rule)",
        RetentionRule.NotProven => "(failed its proof)",
        RetentionRule.JustMade => "(just made)",
        _ => $"({rule.ToString().ToLowerInvariant()})",
    };
}
