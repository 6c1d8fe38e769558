using DbBackup.Catalog;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>drill</c>.</summary>
internal static class DrillReport
{
    public static Report Of(DrillResult result)
    {
        var exitCode = ExitCodes.Worst(result.Drills.Select(ExitCodes.Of));
        Problem[] problems = [.. result.Drills.SelectMany(d => Problem.Of($"drill of {(d.Database is { } database ? $"database {database}" : "media")}", d))];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. result.Drills.SelectMany(Lines)],
            Problems = problems,
            IsAnswer = true,
            Json = () => JsonDocuments.Write(new DrillDocument(exitCode, problems.FirstOrDefault()?.Message, [.. result.Drills.Select(DrilledBackupDocument.Of)])),
        };
    }

    private static IEnumerable<string> Lines(DrilledBackup drill)
    {
        var subject = drill.Database ?? "media";
        if (drill is { Outcome: RunOutcome.Succeeded, Backup: { } backup })
        {
            var content = backup.Kind is BackupKind.Media
                ? Quantity.Count(backup.Entries ?? 0, "entry", "entries")
                : $"{Quantity.Count(drill.Tables.Sum(t => t.Rows), "row", "rows")} in {Quantity.Count(drill.Tables.Count, "table", "tables")}";
            yield return $"{subject}: {backup.Name} can be restored, {content}, {Quantity.Duration(drill.Duration)}";
        }
        if (drill.NotRecorded is { } note)
            yield return $"{subject}: {note}";
    }
}
