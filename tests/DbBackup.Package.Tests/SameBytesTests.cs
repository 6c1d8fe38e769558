namespace DbBackup.Package.Tests;

/// <summary>The same sources give the same assemblies, whatever folder they are in: anybody can build a package again and compare.</summary>
public sealed class SameBytesTests(PackedPackages packages) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Packed_in_another_folder_every_file_has_the_same_bytes()
    {
        var (copy, feed) = (_folder["a/folder with a longer name"], _folder["feed"]);
        Directory.CreateDirectory(copy);
        Repository.CopyTo(copy);
        await packages.PackAsync(copy, feed);

        var names = Directory.GetFiles(packages.Feed, "DbBackup*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToArray();
        Assert.Contains($"DbBackup.{packages.Version}.nupkg", names);
        Assert.All(names, name =>
        {
            using var first = new Package(Path.Combine(packages.Feed, name));
            using var second = new Package(Path.Combine(feed, name));
            Assert.Equal(first.Contents, second.Contents);
            Assert.All(first.Contents, file => Assert.True(first.Bytes(file).AsSpan().SequenceEqual(second.Bytes(file)), $"{name}: {file} differs."));
        });
    }
}
