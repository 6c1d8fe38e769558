using DbBackup.Catalog;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>verify</c>.</summary>
internal static class VerifyReport
{
    private static readonly Column[] Table =
    [
        new("RESULT"), new("NAME"), new("CHECKED", DroppedFirst: 1), new("SIZE", RightAligned: true, DroppedFirst: 2), new("TIME", RightAligned: true, DroppedFirst: 3),
    ];

    public static Report Of(VerifyResult result, int? width)
    {
        var exitCode = ExitCodes.Worst(result.Backups.Select(ExitCodes.Of));
        Problem[] problems = [.. result.Backups.SelectMany(Problems)];
        return new Report
        {
            ExitCode = exitCode,
            Lines = [.. Columns.Render(Table, result.Backups.Where(b => b.Name.Length > 0).Select(Row), width), .. result.Backups.SelectMany(Notes)],
            Problems = problems,
            IsAnswer = true,
            Json = () => JsonDocuments.Write(new VerifyDocument(exitCode, problems.FirstOrDefault()?.Message, [.. result.Backups.Select(VerifiedBackupDocument.Of)])),
        };
    }

    private static IEnumerable<Problem> Problems(VerifiedBackup backup) => Problem.Of(backup.Name.Length > 0 ? backup.Name : "catalogue", backup);

    private static IEnumerable<string> Notes(VerifiedBackup backup) => backup.Notes.Select(note => $"{backup.Name}: {note}");

    private static string[] Row(VerifiedBackup backup) =>
    [
        backup switch
        {
            { Outcome: RunOutcome.Succeeded } => "whole",
            { Outcome: RunOutcome.Cancelled } => "cancelled",
            { Error: DamagedBackupException } => "DAMAGED",
            _ => "FAILED",
        },
        backup.Name,
        backup.Extent is { } extent ? JsonNames.Of(extent) : "-",
        backup.Backup is { } manifest ? Quantity.Bytes(manifest.StoredBytes) : "-",
        Quantity.Duration(backup.Duration),
    ];
}
