using System.Text.Json;

namespace DbBackup.Aot.Tests;

/// <summary>Byte for byte: what the JIT stores, the program compiled ahead of time stores.</summary>
public sealed class SameBytesTests(PublishedPrograms published) : IDisposable
{
    private static readonly Program Jit = Program.Jit("DbBackup.Tool.dll");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Ways => new MatrixTheoryData<string, string>(["snapshot", "sql", "media"], ["zstd", "gzip", "none"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_stored_bytes_are_the_same(string connector, string compression)
    {
        Data.CreateDatabase(_folder["shop.db"], rows: 3000);
        Data.CreateMedia(_folder["media"]);
        var environment = new Dictionary<string, string>
        {
            ["DBBACKUP_Databases__shop__Engine"] = "Sqlite",
            ["DBBACKUP_Databases__shop__ConnectionString"] = "Data Source=shop.db",
            ["DBBACKUP_Media__Path"] = "media",
        };
        if (connector != "media")
            environment["DBBACKUP_Databases__shop__Connector"] = connector;
        var verb = connector == "media" ? "media-backup" : "backup";

        (await Jit.RunAsync(_folder.Path, $"{verb} -z {compression} -O jit", environment)).Succeeded();
        (await published.Tool.RunAsync(_folder.Path, $"{verb} -z {compression} -O aot", environment)).Succeeded();

        Assert.Equal(Hashes("jit"), Hashes("aot"));
        Assert.Equal(File.ReadAllBytes(_folder["jit"]), File.ReadAllBytes(_folder["aot"]));
    }

    private (string? Payload, string? Stored) Hashes(string name)
    {
        var manifest = JsonDocument.Parse(File.ReadAllText(_folder[$"{name}.manifest.json"])).RootElement;
        return (manifest.GetProperty("payloadSha256").GetString(), manifest.GetProperty("storedSha256").GetString());
    }
}
