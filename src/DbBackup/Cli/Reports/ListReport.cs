using System.Text.Json.Nodes;
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
        new("DATABASE", DroppedFirst: 3),
        new("SERVER", DroppedFirst: 4),
        new("ENGINE", DroppedFirst: 5),
        new("STARTED (UTC)", DroppedFirst: 2),
        new("SIZE", RightAligned: true),
    ];

    /// <summary>What is said of the backups themselves. A column in which nothing would stand is not there.</summary>
    private static readonly Column Verified = new("VERIFIED"), Drilled = new("DRILLED", DroppedFirst: 1), Pinned = new("PINNED");

    /// <param name="result">The backups, newest first.</param>
    /// <param name="width">The terminal's width, or <see langword="null"/> when none is there.</param>
    public static Report Of(ListBackupsResult result, int? width) => new()
    {
        // A manifest that nobody can read is a backup that nobody can count on: a script must see it.
        ExitCode = result.Damaged.Count == 0 ? ExitCodes.Done : ExitCodes.Failed,
        Lines = result.Backups.Count == 0 && result.Damaged.Count == 0 ? ["No backups."] : Render(result, width),
        Problems = [.. result.Damaged.Select(d => new Problem(d))],
        IsAnswer = true,
        Json = () => JsonDocuments.Write(new JsonArray([.. result.Backups.Select(b => (JsonNode)ToObject(b, result.Proofs))])),
    };

    private static IReadOnlyList<string> Render(ListBackupsResult result, int? width)
    {
        (Column Column, Func<BackupManifest, string> Cell)[] more =
        [
            (Verified, b => Proof(b, ProofKind.Verification, result.Proofs)),
            (Drilled, b => Proof(b, ProofKind.Drill, result.Proofs)),
            (Pinned, b => b.Pinned ? "yes" : ""),
        ];
        var shown = more.Where(m => result.Backups.Any(b => m.Cell(b).Length > 0)).ToList();
        return Columns.Render([.. Table, .. shown.Select(m => m.Column)], result.Backups.Select(b => (IReadOnlyList<string>)[.. Row(b), .. shown.Select(m => m.Cell(b))]), width);
    }

    private static string[] Row(BackupManifest backup) =>
    [
        backup.Name,
        backup.Kind == BackupKind.Media ? "(media)" : backup.Database ?? "",
        backup.Server,
        backup.Engine ?? "-",
        Quantity.Moment(backup.StartedAt),
        Quantity.Bytes(backup.StoredBytes),
    ];

    private static string Proof(BackupManifest backup, ProofKind kind, IReadOnlyList<ProofRecord> proofs) => Find(backup, kind, proofs) switch
    {
        null => "",
        { Passed: true } passed => Quantity.Day(passed.CompletedAt),
        _ => "FAILED",
    };

    private static ProofRecord? Find(BackupManifest backup, ProofKind kind, IReadOnlyList<ProofRecord> proofs) =>
        proofs.FirstOrDefault(p => p.Name == backup.Name && p.Kind == kind);

    /// <summary>The manifest, and beside its members what was found out later.</summary>
    private static JsonObject ToObject(BackupManifest backup, IReadOnlyList<ProofRecord> proofs)
    {
        var json = JsonDocuments.ToObject(backup);
        foreach (var (member, kind) in ((string, ProofKind)[])[("lastVerification", ProofKind.Verification), ("lastDrill", ProofKind.Drill)])
            if (Find(backup, kind, proofs) is { } proof)
                json[member] = JsonDocuments.ToObject(proof);
        return json;
    }
}
