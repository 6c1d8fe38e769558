using DbBackup.Catalog;
using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>list</c>.</summary>
internal static class ListReport
{
    /// <summary>The default names tell database, server and time, so those columns may go before the name is cut.</summary>
    private static readonly Column[] Table =
    [
        new("NAME"),
        new("DATABASE", DroppedFirst: 1),
        new("SERVER", DroppedFirst: 2),
        new("ENGINE", DroppedFirst: 3),
        new("STARTED (UTC)"),
        new("SIZE", RightAligned: true),
    ];

    /// <param name="result">The backups, newest first.</param>
    /// <param name="width">The terminal's width, or <see langword="null"/> when none is there.</param>
    public static Report Of(ListBackupsResult result, int? width) => new()
    {
        // A manifest that nobody can read is a backup that nobody can count on: a script must see it.
        ExitCode = result.Damaged.Count == 0 ? ExitCodes.Done : ExitCodes.Failed,
        Lines = result.Backups.Count == 0 && result.Damaged.Count == 0 ? ["No backups."] : Columns.Render(Table, result.Backups.Select(Row), width),
        Problems = [.. result.Damaged.Select(d => new Problem(d))],
        IsAnswer = true,
        Json = () => JsonDocuments.Write(result.Backups),
    };

    private static string[] Row(BackupManifest backup) =>
    [
        backup.Name,
        backup.Kind == BackupKind.Media ? "(media)" : backup.Database ?? "",
        backup.Server,
        backup.Engine ?? "-",
        Quantity.Moment(backup.StartedAt),
        Quantity.Bytes(backup.StoredBytes),
    ];
}
