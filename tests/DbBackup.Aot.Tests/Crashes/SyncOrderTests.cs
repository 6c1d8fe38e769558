namespace DbBackup.Aot.Tests.Crashes;

/// <summary>What a power cut leaves cannot be tried here; that each step is brought to disk before the next can.</summary>
public sealed class SyncOrderTests(PublishedPrograms published)
{
    [Fact]
    public async Task Bytes_are_on_disk_before_their_name_and_the_backup_before_its_manifest()
    {
        using var scene = await CrashScene.CreateAsync(published.Tool);
        using var shop = scene.Copy();
        var log = Path.Combine(shop.Folder, "trace");
        (await Tracer.Of(published.Tool, $"-y -o {log} -e trace=fsync,renameat2").RunAsync(shop.Folder, "backup -o x.zst", isAlone: true)).Succeeded();
        var steps = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        var after = 0;
        foreach (var name in (string[])["x.zst.unfinished", "x.zst", "x.zst.manifest.json"])
        {
            Step("fsync(", $"/.{name}.");
            Step("renameat2(", $"/backups/{name}\"");
            Step("fsync(", "/backups>");
        }

        void Step(string call, string on)
        {
            var found = Array.FindIndex(steps, after, step => step.Contains(call, StringComparison.Ordinal) && step.Contains(on, StringComparison.Ordinal));
            Assert.True(found >= 0, $"There is no {call}) of {on} after line {after} of\n{string.Join('\n', steps)}");
            after = found + 1;
        }
    }
}
