using System.Text.Json.Nodes;
using DbBackup.Catalog;
using DbBackup.Cli;
using DbBackup.Commands;
using DbBackup.Signals;

namespace DbBackup.Tests.Cli;

public sealed class ReportTests
{
    private static readonly DatabaseBackupResult Done = new()
    {
        Outcome = RunOutcome.Succeeded, Database = "shop", RunId = "01K", Filename = ManifestExamples.Shop.Name, Backup = ManifestExamples.Shop,
    };

    private static readonly ReceiverFailure MailFailed = new(Signal.PostBackup, "Shop.Hooks.Mail", new InvalidOperationException("no mail server"));

    [Fact]
    public void A_backup_is_one_line_a_database()
    {
        var report = BackupReport.Of(new([Done], null), dryRun: false, 80);

        Assert.Equal(["shop: shop-web01-20261123T031500Z.sqlite3.zst  1.23 MB of 4.57 MB (27 %), 60 rows in 2 tables, 2.0 s"], report.Lines);
        Assert.Empty(report.Problems);
        Assert.Equal(0, report.ExitCode);
    }

    [Fact]
    public void A_backup_is_one_document()
    {
        var document = Json(BackupReport.Of(new([Done], new CleanupResult { Outcome = RunOutcome.Succeeded, Deleted = [ManifestExamples.Media] }), false, 80));

        Assert.Equal(["cleanup", "databases", "dryRun", "error", "exitCode"], Keys(document));
        var database = document["databases"]![0]!;
        Assert.Equal(["backup", "database", "error", "filename", "outcome", "receiverFailures", "runId"], Keys(database));
        Assert.Equal("succeeded", (string?)database["outcome"]);
        Assert.Equal("shop", (string?)database["backup"]!["database"]);
        Assert.Equal("media", (string?)document["cleanup"]!["deleted"]![0]!["kind"]);
    }

    [Fact]
    public void A_failure_is_an_error_in_both_forms()
    {
        var failed = new DatabaseBackupResult { Outcome = RunOutcome.Failed, Database = "shop", Error = new BackupException("The disk is full.") };
        var report = BackupReport.Of(new([failed, Done], null), false, 80);

        Assert.Equal(1, report.ExitCode);
        Assert.Equal(["The disk is full."], report.Problems.Select(p => p.Message));
        Assert.Single(report.Lines);
        var document = Json(report);
        Assert.Equal((1, "The disk is full."), ((int)document["exitCode"]!, (string?)document["error"]));
        Assert.Equal(("failed", "The disk is full."), ((string?)document["databases"]![0]!["outcome"], (string?)document["databases"]![0]!["error"]));
    }

    [Fact]
    public void An_error_that_nobody_foresaw_tells_its_subject_and_type()
    {
        var failed = new DatabaseBackupResult { Outcome = RunOutcome.Failed, Database = "shop", Error = new FormatException("odd") };
        Assert.Equal(
            ["Database shop: FormatException: odd (--verbose shows where)"],
            BackupReport.Of(new([failed], null), false, 80).Problems.Select(p => p.Message));
    }

    [Fact]
    public void A_receiver_that_failed_afterwards_is_told_and_counts()
    {
        var report = BackupReport.Of(new([Done with { ReceiverFailures = [MailFailed] }], null), false, 80);

        Assert.Equal(4, report.ExitCode);
        Assert.Single(report.Lines);
        Assert.Equal(["Database shop: receiver Shop.Hooks.Mail failed on PostBackup: no mail server"], report.Problems.Select(p => p.Message));
        var failure = Json(report)["databases"]![0]!["receiverFailures"]![0]!;
        Assert.Equal(("PostBackup", "Shop.Hooks.Mail", "no mail server"), ((string?)failure["signal"], (string?)failure["receiver"], (string?)failure["error"]));
    }

    [Fact]
    public void A_dry_run_says_what_would_happen()
    {
        var report = BackupReport.Of(
            new([Done with { Backup = null }], new CleanupResult { Outcome = RunOutcome.Succeeded, Deleted = [ManifestExamples.Shop], Decisions = [new(ManifestExamples.Shop, false, [])] }), dryRun: true, 80);

        Assert.Equal(
            [
                "shop: would be backed up as shop-web01-20261123T031500Z.sqlite3.zst",
                "NAME                                        SIZE  KEPT BY",
                "shop-web01-20261123T031500Z.sqlite3.zst  1.23 MB  - (deleted)",
                "cleanup: would delete 1 of 1 backup, 1.23 MB",
            ], report.Lines);
        Assert.True((bool)Json(report)["dryRun"]!);
    }

    [Fact]
    public void A_restore_tells_what_came_back()
    {
        var result = new DbRestoreResult { Outcome = RunOutcome.Succeeded, Database = "shop", Backup = ManifestExamples.Shop, Tables = ManifestExamples.Shop.Tables };
        var report = RestoreReport.Of(result, false);

        Assert.Equal(["shop: restored from shop-web01-20261123T031500Z.sqlite3.zst, 60 rows in 2 tables"], report.Lines);
        Assert.Equal(["backup", "database", "dryRun", "error", "exitCode", "outcome", "receiverFailures", "runId", "safetyBackup", "safetyFilename", "tables"], Keys(Json(report)));
        Assert.Equal(["shop: would be restored from shop-web01-20261123T031500Z.sqlite3.zst"], RestoreReport.Of(result, true).Lines);
    }

    [Fact]
    public void A_veto_has_its_own_code_and_names_the_receiver()
    {
        var veto = new VetoedException("Shop.Hooks.Guard", new InvalidOperationException("not on production"));
        var report = RestoreReport.Of(new() { Outcome = RunOutcome.Vetoed, Database = "shop", Error = veto }, false);

        Assert.Equal(3, report.ExitCode);
        Assert.Equal(["Vetoed by receiver Shop.Hooks.Guard: not on production"], report.Problems.Select(p => p.Message));
        Assert.Empty(report.Lines);
    }

    [Fact]
    public void Media_reports_count_files()
    {
        var backup = new MediaBackupResult { Outcome = RunOutcome.Succeeded, Backup = ManifestExamples.Media, Tolerated = ["a.png changed"] };
        Assert.Equal(
            ["media: media-web01-20261122T031500Z.tar.zst  0 B of 0 B (100 %), 1 entry, 0.0 s", "media: tolerated a.png changed"],
            MediaBackupReport.Of(backup, false, 80).Lines);
        Assert.Equal(
            ["backup", "cleanup", "dryRun", "error", "exitCode", "filename", "outcome", "receiverFailures", "runId", "tolerated"],
            Keys(Json(MediaBackupReport.Of(backup, false, 80))));

        var restore = new MediaRestoreResult { Outcome = RunOutcome.Succeeded, Backup = ManifestExamples.Media, Written = 2, Kept = 1 };
        Assert.Equal(["media: restored from media-web01-20261122T031500Z.tar.zst, 2 files written, 1 kept"], MediaRestoreReport.Of(restore, false).Lines);
        Assert.Equal(
            ["backup", "dryRun", "error", "exitCode", "kept", "outcome", "receiverFailures", "runId", "written"],
            Keys(Json(MediaRestoreReport.Of(restore, false))));
    }

    [Fact]
    public void A_plan_of_a_cleanup_fits_eighty_columns()
    {
        RetentionRule[] all = [RetentionRule.KeepLast, RetentionRule.KeepWithin, RetentionRule.KeepHourly, RetentionRule.KeepDaily, RetentionRule.KeepWeekly, RetentionRule.KeepMonthly, RetentionRule.KeepYearly];
        var usual = ManifestExamples.Shop with { Name = "default-web01-20261123T031500Z.sqlite3.zst" };
        var others = Enum.GetValues<RetentionRule>().Except([.. all, RetentionRule.MaximumSize]).Select(rule => new RetentionDecision(usual, true, [rule]));
        var lines = RetentionTable.Render([new(usual, true, all), .. others, new(usual, false, [RetentionRule.MaximumSize])], 80);

        Assert.Equal("default-web01-20261123T031500Z.sqlite3.zst  last within hour day week month year", lines[1]);
        Assert.Equal("default-web01-20261123T031500Z.sqlite3.zst  - (deleted: maximum size)", lines[^1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(lines.Count, lines.Distinct().Count());
    }

    [Fact]
    public void A_cleanup_tells_what_it_deleted_and_spared()
    {
        var result = new CleanupResult { Outcome = RunOutcome.Succeeded, Deleted = [ManifestExamples.Shop], Spared = [ManifestExamples.Media] };

        Assert.Equal(
            ["cleanup: deleted shop-web01-20261123T031500Z.sqlite3.zst", "cleanup: spared media-web01-20261122T031500Z.tar.zst"],
            CleanupReport.Of(result, false, 80).Lines);
        Assert.Equal(["cleanup: nothing to delete"], CleanupReport.Of(new() { Outcome = RunOutcome.Succeeded }, false, 80).Lines);
        Assert.Equal(
            ["decisions", "deleted", "dryRun", "error", "exitCode", "outcome", "receiverFailures", "runId", "spared"], Keys(Json(CleanupReport.Of(result, false, 80))));
    }

    [Fact]
    public void A_list_is_plain_columns_when_nobody_looks()
    {
        Assert.Equal(
            """
            NAME                                     DATABASE  SERVER  ENGINE  STARTED (UTC)           SIZE
            shop-web01-20261123T031500Z.sqlite3.zst  shop      web01   Sqlite  2026-11-23 03:15:00  1.23 MB
            media-web01-20261122T031500Z.tar.zst     (media)   web01   -       2026-11-22 03:15:00      0 B
            """,
            Text(ListReport.Of(new([ManifestExamples.Shop, ManifestExamples.Media], []), width: null)));
    }

    [Fact]
    public void A_list_fits_eighty_columns()
    {
        var report = ListReport.Of(new([ManifestExamples.Shop, ManifestExamples.Media], []), width: 80);

        Assert.Equal(
            """
            NAME                                     DATABASE  STARTED (UTC)           SIZE
            shop-web01-20261123T031500Z.sqlite3.zst  shop      2026-11-23 03:15:00  1.23 MB
            media-web01-20261122T031500Z.tar.zst     (media)   2026-11-22 03:15:00      0 B
            """,
            Text(report));
        Assert.All(report.Lines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void A_list_tells_the_last_proofs_and_pins_and_fits_a_terminal()
    {
        var safety = ManifestExamples.Shop with { Name = "shop-web01-20261122T031500Z.sqlite3.zst", Pinned = true, SafetyFor = "x" };
        ProofRecord Proof(ProofKind kind, string name, bool passed) => new()
        {
            Kind = kind, Name = name, BackupRunId = "x", StartedAt = ManifestExamples.Shop.StartedAt, CompletedAt = ManifestExamples.Shop.StartedAt, Passed = passed, Tool = "t",
            Extent = passed ? ProofExtent.Structure : null, Error = passed ? null : "It is damaged.",
        };
        var result = new ListBackupsResult([ManifestExamples.Shop, safety], [])
        {
            Proofs = [Proof(ProofKind.Verification, ManifestExamples.Shop.Name, true), Proof(ProofKind.Drill, ManifestExamples.Shop.Name, true), Proof(ProofKind.Verification, safety.Name, false)],
        };

        Assert.Equal(
            """
            NAME                                        SIZE  VERIFIED    DRILLED     PINNED
            shop-web01-20261123T031500Z.sqlite3.zst  1.23 MB  2026-11-23  2026-11-23
            shop-web01-20261122T031500Z.sqlite3.zst  1.23 MB  FAILED                  yes
            """,
            Text(ListReport.Of(result, width: 80)));
        var document = JsonNode.Parse(ListReport.Of(result, null).Json!())!;
        Assert.Equal(("structure", true), ((string?)document[0]!["lastVerification"]!["extent"], (bool)document[0]!["lastDrill"]!["passed"]!));
        Assert.Equal(("It is damaged.", true, null), ((string?)document[1]!["lastVerification"]!["error"], (bool)document[1]!["pinned"]!, document[1]!["lastDrill"]));
    }

    [Fact]
    public void A_verification_is_a_table_that_fits_a_terminal_and_one_document()
    {
        var whole = new VerifiedBackup
        {
            Name = ManifestExamples.Shop.Name, Backup = ManifestExamples.Shop, Outcome = RunOutcome.Succeeded, Extent = ProofExtent.Structure, Duration = TimeSpan.FromSeconds(0.4),
        };
        var damaged = new VerifiedBackup
        {
            Name = ManifestExamples.Media.Name, Backup = ManifestExamples.Media, Outcome = RunOutcome.Failed, Error = new DamagedBackupException("It is damaged."), Notes = ["The result is not recorded: read-only."],
        };
        var report = VerifyReport.Of(new([whole, damaged]), width: 80);

        Assert.Equal(
            """
            RESULT   NAME                                     CHECKED       SIZE   TIME
            whole    shop-web01-20261123T031500Z.sqlite3.zst  structure  1.23 MB  0.4 s
            DAMAGED  media-web01-20261122T031500Z.tar.zst     -              0 B  0.0 s
            media-web01-20261122T031500Z.tar.zst: The result is not recorded: read-only.
            """,
            Text(report));
        Assert.Equal((1, "It is damaged."), (report.ExitCode, Assert.Single(report.Problems).Message));
        Assert.All(report.Lines, line => Assert.InRange(line.Length, 1, 80));
        var backups = Json(report)["backups"]!;
        Assert.Equal(["backup", "damaged", "error", "extent", "name", "notes", "outcome", "seconds"], Keys(backups[0]!));
        Assert.Equal((true, "failed", "It is damaged."), ((bool)backups[1]!["damaged"]!, (string?)backups[1]!["outcome"], (string?)backups[1]!["error"]));
    }

    [Fact]
    public void A_name_is_never_cut() =>
        Assert.Contains(ManifestExamples.Shop.Name, Text(ListReport.Of(new([ManifestExamples.Shop], []), width: 20)), StringComparison.Ordinal);

    [Fact]
    public void A_list_as_JSON_is_an_array_of_manifests()
    {
        var list = ListReport.Of(new([ManifestExamples.Shop, ManifestExamples.Media], ["x.manifest.json is damaged."]), null);
        var document = JsonNode.Parse(list.Json!())!.AsArray();

        Assert.Equal(["shop-web01-20261123T031500Z.sqlite3.zst", "media-web01-20261122T031500Z.tar.zst"], document.Select(b => (string?)b!["name"]));
        var expected = System.Text.Json.JsonSerializer.Serialize(ManifestExamples.Shop, ManifestJsonContext.Default.BackupManifest);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), document[0]));
        Assert.Equal(["x.manifest.json is damaged."], list.Problems.Select(p => p.Message));
    }

    [Fact]
    public void A_name_cannot_forge_a_line_or_steer_the_terminal()
    {
        var forged = ManifestExamples.Shop with { Server = "web\n\u001b[31m01\u202e" };
        Assert.Contains(@"web\n\u001b[31m01\u202e", ListReport.Of(new([forged], []), null).Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_list_is_said_and_is_an_empty_array()
    {
        var (list, receivers) = (ListReport.Of(new([], []), null), ReceiversReport.Of([]));
        Assert.Equal(("No backups.", "[]"), (Text(list), list.Json!()));
        Assert.Equal(("No receivers.", "[]"), (Text(receivers), receivers.Json!()));
    }

    [Fact]
    public void Receivers_are_listed_by_signal_in_the_order_of_the_calls()
    {
        var report = ReceiversReport.Of(
        [
            Receiver("Shop.Hooks.Notify", Signal.PostBackup, 10, null),
            Receiver("Shop.Hooks.Start", Signal.PreBackup, 0, "shop"),
            Receiver("Shop.Hooks.Audit", Signal.PostBackup, 20, null),
        ]);

        Assert.Equal(
            """
            SIGNAL      ORDER  ID                 SOURCE       DATABASE
            PreBackup       0  Shop.Hooks.Start   Hooks.cs:12  shop
            PostBackup     10  Shop.Hooks.Notify  Hooks.cs:12  (all)
            PostBackup     20  Shop.Hooks.Audit   Hooks.cs:12  (all)
            """,
            Text(report));
        var first = JsonNode.Parse(report.Json!())![0]!;
        Assert.Equal(["assembly", "database", "id", "order", "signal", "source", "timeoutSeconds"], Keys(first));
        Assert.Equal(("PreBackup", 90.0), ((string?)first["signal"], (double)first["timeoutSeconds"]!));
    }

    [Fact]
    public void Check_ticks_what_passed_and_fails_when_something_did_not()
    {
        var passed = CheckReport.Of(new([new("storage", true, "folder backups is writable.")]));
        Assert.Equal((0, "✓ storage: folder backups is writable."), (passed.ExitCode, Text(passed)));

        var failed = CheckReport.Of(new([new("storage", true, "fine."), new("database shop", false, "shop.db does not exist.")]));
        Assert.Equal((1, "✗ database shop: shop.db does not exist."), (failed.ExitCode, failed.Lines[1]));
        Assert.Equal("1 of 2 checks failed.", Assert.Single(failed.Problems).Message);
        Assert.Equal(["error", "exitCode", "findings", "passed"], Keys(Json(failed)));
    }

    [Fact]
    public void A_no_at_the_prompt_is_no_success()
    {
        var report = Report.Declined();
        Assert.Equal((1, "Not confirmed; nothing was changed."), (report.ExitCode, Assert.Single(report.Problems).Message));
        Assert.Equal(["error", "exitCode"], Keys(Json(report)));
    }

    private static ReceiverDescriptor Receiver(string id, Signal signal, int order, string? database) => new()
    {
        Id = id, Signal = signal, Order = order, Database = database, Assembly = "Shop", Source = "Hooks.cs:12", Timeout = TimeSpan.FromSeconds(90),
        Call = (_, _) => ValueTask.CompletedTask,
    };

    private static string Text(Report report) => string.Join(Environment.NewLine, report.Lines);

    private static JsonNode Json(Report report) => JsonNode.Parse(report.Json!())!;

    private static IEnumerable<string> Keys(JsonNode document) => document.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal);
}
