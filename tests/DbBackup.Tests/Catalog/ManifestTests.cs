using System.Text;
using DbBackup.Catalog;

namespace DbBackup.Tests.Catalog;

public sealed class ManifestTests
{
    private static readonly BackupManifest Manifest = Manifests.Database("default-web01-20261123T031500Z.sqlite3.zst", new(2026, 11, 23, 3, 15, 0, TimeSpan.Zero));

    [Fact]
    public void A_manifest_comes_back_as_it_was() =>
        Assert.Equivalent(Manifest, ManifestFormat.Read(ManifestFormat.Write(Manifest), "m"), strict: true);

    [Fact]
    public void It_reads_as_documented()
    {
        var expected = """
            {
              "formatVersion": 1,
              "runId": "01TEST",
              "kind": "database",
              "name": "default-web01-20261123T031500Z.sqlite3.zst",
              "database": "default",
              "databaseName": "shop.db",
              "server": "web01",
              "engine": "Sqlite",
              "engineVersion": "3.53.3",
              "connector": "snapshot",
              "startedAt": "2026-11-23T03:15:00Z",
              "completedAt": "2026-11-23T03:15:02Z",
              "storedBytes": 123,
              "storedSha256": "aa",
              "payloadBytes": 456,
              "payloadSha256": "bb",
              "compression": "zstd",
              "encryption": null,
              "tables": [
                {
                  "name": "main.Käufer",
                  "rows": 59
                }
              ],
              "receivers": [
                "Shop.Hooks.Notify"
              ],
              "tool": "DbBackup 0.1.0"
            }

            """.ReplaceLineEndings("\n");
        Assert.Equal(expected, Encoding.UTF8.GetString(ManifestFormat.Write(Manifest)));
    }

    [Fact]
    public void Every_truncation_is_refused_by_name()
    {
        var bytes = ManifestFormat.Write(Manifest);
        for (var length = 0; length < bytes.Length - 2; length++)
        {
            var error = Assert.Throws<DamagedBackupException>(() => ManifestFormat.Read(bytes.AsSpan(0, length), "x.manifest.json"));
            Assert.Contains("x.manifest.json", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_newer_format_is_refused_whatever_else_it_has()
    {
        var error = Assert.Throws<DamagedBackupException>(() => ManifestFormat.Read("""{"formatVersion": 2, "chunks": {}}"""u8, "x.manifest.json"));
        Assert.Contains("update DbBackup", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"formatVersion": 1}""")]
    [InlineData("""{"formatVersion": "1"}""")]
    [InlineData("""{"formatVersion": 0}""")]
    public void What_is_no_manifest_is_refused(string text) =>
        Assert.Throws<DamagedBackupException>(() => ManifestFormat.Read(Encoding.UTF8.GetBytes(text), "x.manifest.json"));

    [Theory]
    [InlineData("\"tables\": [", "\"tables\": [null,")]
    [InlineData("\"name\": \"main.Käufer\"", "\"name\": null")]
    [InlineData("\"Shop.Hooks.Notify\"", "null")]
    [InlineData("\"receivers\"", "\"recipients\"")]
    [InlineData("\"kind\": \"database\"", "\"kind\": 7")]
    [InlineData("\"database\": \"default\"", "\"database\": null")]
    [InlineData("\"engine\": \"Sqlite\"", "\"engine\": null")]
    [InlineData("20261123T031500Z.sqlite3.zst", "20261123T031500Z.manifest.json")]
    public void Impossible_values_are_refused(string value, string impossible)
    {
        var text = Encoding.UTF8.GetString(ManifestFormat.Write(Manifest));
        Assert.Contains(value, text, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(value, impossible, StringComparison.Ordinal));
        Assert.Throws<DamagedBackupException>(() => ManifestFormat.Read(bytes, "x.manifest.json"));
    }

    [Fact]
    public void Any_changed_byte_is_read_or_refused_and_nothing_else()
    {
        var bytes = ManifestFormat.Write(Manifest);
        foreach (var change in (byte[])[0x00, 0x20, 0x22, 0x5C, 0x80, 0xFF])
            for (var i = 0; i < bytes.Length; i++)
            {
                var changed = bytes.ToArray();
                changed[i] = change;
                try
                {
                    Assert.NotNull(ManifestFormat.Read(changed, "x.manifest.json"));
                }
                catch (DamagedBackupException exception)
                {
                    Assert.Contains("x.manifest.json", exception.Message, StringComparison.Ordinal);
                }
            }
    }

    [Fact]
    public void A_name_that_leaves_the_storage_is_refused() =>
        Assert.Throws<DamagedBackupException>(() => ManifestFormat.Read(ManifestFormat.Write(Manifest with { Name = "../x" }), "x.manifest.json"));
}
