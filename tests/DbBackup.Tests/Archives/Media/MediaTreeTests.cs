using System.Formats.Tar;
using System.Runtime.Versioning;
using System.Text;
using CsCheck;

namespace DbBackup.Tests.Archives;

/// <summary>Random trees, through this tar and through the one of the system, come back equal.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MediaTreeTests
{
    /// <summary>What a random tree has at a path.</summary>
    private sealed record Node(string[] Path, char Kind, int Size, int Mode, long Ticks, string Target);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<string> Name = Gen.OneOf(
        OneOf("a", "B", "b", "-rf", "--help", "...", "..x", ".hidden", " ", " lead", "trail ", "two  words", "new\nline", "\n7 path=\n", "tab\t", "back\\slash", "C:", "nul", "*?\"'$", "=", "é", "e\u0301", "日本語", "🦆", "\u001b[31m", "odd\uFFFD", "x.tar"),
        Gen.Int[60, 250].Select(length => new string('n', length)),
        Gen.Int[30, 80].Select(length => string.Concat(Enumerable.Repeat("ü€", length / 2))),
        Gen.Char["abcXYZ .-_~%@#é世"].Array[1, 12].Select(chars => new string(chars)).Where(name => name is not ("." or "..")));

    private static readonly Gen<Node[]> Tree = Gen.Select(
        Name.Array[1, 5],
        OneOf('f', 'f', 'f', 'd', 'l'),
        Gen.OneOf(Gen.Const(0), Gen.Int[1, 2000], OneOf(511, 512, 513, 300_000)),
        Gen.Int[0, 0x1FF],
        Gen.Long[-600_000_000_0000000, 7_000_000_000_0000000],
        Gen.OneOf(Name.Where(name => !name.Contains('\uFFFD')), OneOf("..", ".", "/nonexistent/media", "../../nonexistent", "a//b/./c", new string('t', 150), "new\nline")),
        (path, kind, size, mode, ticks, target) => new Node(path, kind, size, mode, ticks, target)).Array[0, 25];

    /// <summary>Targets name nothing outside the sandbox, so that not even a faulty test could do harm through them.</summary>
    private static void Grow(string root, Node[] tree, long timeStep = 1)
    {
        foreach (var node in tree)
        {
            if (HasPlace(root, node.Path))
                Create(Path.Join([root, .. node.Path]), node);
        }
        Decorate(root, tree, timeStep);
    }

    /// <summary>Whether only folders are above the path and nothing stands at it. Links are not followed: they lead out of the sandbox.</summary>
    private static bool HasPlace(string root, string[] path)
    {
        for (var i = 1; i < path.Length; i++)
        {
            if (new FileInfo(Path.Join([root, .. path[..i]])).Attributes is not ((FileAttributes)(-1) or FileAttributes.Directory))
                return false;
        }
        return (int)new FileInfo(Path.Join([root, .. path])).Attributes == -1;
    }

    private static void Create(string path, Node node)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (node.Kind == 'd')
            Directory.CreateDirectory(path);
        else if (node.Kind == 'l')
            File.CreateSymbolicLink(path, node.Target);
        else
            File.WriteAllText(path, string.Concat(Enumerable.Repeat($"{node.Ticks}\n", node.Size / 8)).PadRight(node.Size)[..node.Size]);
    }

    /// <summary>Modes and times, deepest first, of whatever has come into being.</summary>
    private static void Decorate(string root, Node[] tree, long timeStep)
    {
        var all = new List<FileSystemInfo>();
        Collect(new DirectoryInfo(root), all);
        all.Reverse();
        for (var i = 0; i < all.Count; i++)
        {
            var node = tree[i % tree.Length];
            File.SetLastWriteTimeUtc(all[i].FullName, DateTime.UnixEpoch.AddTicks((node.Ticks + i) / timeStep * timeStep));
            if (all[i].LinkTarget is null)
                all[i].UnixFileMode = (UnixFileMode)node.Mode | (all[i] is DirectoryInfo ? (UnixFileMode)0b111_000_000 : UnixFileMode.UserRead);
        }
    }

    private static void Collect(DirectoryInfo folder, List<FileSystemInfo> all)
    {
        foreach (var found in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
        {
            all.Add(found);
            if (found is DirectoryInfo { LinkTarget: null } inner)
                Collect(inner, all);
        }
    }

    [Fact]
    public Task A_tree_goes_through_dump_and_restore() => Tree.SampleAsync(async tree =>
    {
        using var box = new MediaSandbox();
        Grow(box.Media, tree);
        var tar = await box.DumpAsync();
        await box.RestoreAsync(tar);
        Assert.Equal(TreeSnapshot.Of(box.Media), TreeSnapshot.Of(box.Target));
        Assert.Equal(tar, await DumpOfTargetAsync(box));
        Assert.Empty(box.Leftovers());
        return true;
    }, iter: 150, threads: 2);

    private static async Task<byte[]> DumpOfTargetAsync(MediaSandbox box)
    {
        Directory.Delete(box.Media, recursive: true);
        Directory.Move(box.Target, box.Media);
        return await box.DumpAsync();
    }

    [Fact]
    public Task A_second_restore_over_the_first_changes_nothing() => Tree.SampleAsync(async tree =>
    {
        using var box = new MediaSandbox();
        Grow(box.Media, tree);
        var tar = await box.DumpAsync();
        var first = await box.RestoreAsync(tar);
        var before = TreeSnapshot.Of(box.Target, withRoot: true);
        Assert.Equal((0, first.Written), (first.Kept, (await box.RestoreAsync(tar)).Kept));
        Assert.Equal(before, TreeSnapshot.Of(box.Target, withRoot: true));
        Assert.Equal(first, await box.RestoreAsync(tar, replace: true));
        Assert.Equal(before, TreeSnapshot.Of(box.Target, withRoot: true));
        return true;
    }, iter: 40, threads: 2);

    [Fact]
    public Task Stock_tar_reads_it() => Tree.SampleAsync(async tree =>
    {
        using var box = new MediaSandbox();
        Grow(box.Media, tree);
        await File.WriteAllBytesAsync(box.In("media.tar"), await box.DumpAsync(), MediaSandbox.Token);
        Directory.CreateDirectory(box.Target);
        var listed = await MediaSandbox.RunAsync("tar", "-tvf", box.In("media.tar"));
        Assert.Equal(TreeSnapshot.Of(box.Media).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await MediaSandbox.RunAsync("tar", "-xpf", box.In("media.tar"), "-C", box.Target);
        Assert.Equal(TreeSnapshot.Of(box.Media), TreeSnapshot.Of(box.Target));
        return true;
    }, iter: 25, threads: 2);

    [Theory]
    [InlineData("pax", 1)]
    [InlineData("gnu", TimeSpan.TicksPerSecond)]
    public Task A_tar_by_stock_tar_is_restored(string format, long timeStep) => Tree.SampleAsync(async tree =>
    {
        using var box = new MediaSandbox();
        Grow(box.Media, tree, timeStep);
        await MediaSandbox.RunAsync("tar", $"--format={format}", "-cf", box.In("media.tar"), "-C", box.Media, ".");
        await box.RestoreAsync(await File.ReadAllBytesAsync(box.In("media.tar"), MediaSandbox.Token));
        Assert.Equal(TreeSnapshot.Of(box.Media), TreeSnapshot.Of(box.Target));
        return true;
    }, iter: 25, threads: 2);

    [Fact]
    public async Task A_tar_by_the_framework_is_restored()
    {
        foreach (var format in new[] { TarEntryFormat.Pax, TarEntryFormat.Gnu, TarEntryFormat.Ustar, TarEntryFormat.V7 })
        {
            using var box = new MediaSandbox();
            var name = format is TarEntryFormat.V7 ? "d/short" : $"{new string('d', 90)}/{new string('f', 90)}";
            MediaSandbox.Write(box.InMedia(name), "content");
            File.CreateSymbolicLink(box.InMedia("link"), name[..5]);
            var tar = new MemoryStream();
            await using (var writer = new TarWriter(tar, format, leaveOpen: true))
            {
                await writer.WriteEntryAsync(box.InMedia(name), name, MediaSandbox.Token);
                await writer.WriteEntryAsync(box.InMedia("link"), "link", MediaSandbox.Token);
            }
            await box.RestoreAsync(tar.ToArray());
            Assert.Equal("content", File.ReadAllText(box.InTarget(name)));
            Assert.Equal(name[..5], new FileInfo(box.InTarget("link")).LinkTarget);
        }
    }

    [Fact]
    public async Task A_file_of_more_than_8_GiB_is_announced_as_stock_tar_does()
    {
        using var box = new MediaSandbox();
        using (var file = File.Create(box.InMedia("huge")))
            file.SetLength((8L << 30) + 1);
        var start = new MemoryStream();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(MediaSandbox.Token);
        var tar = new HookStream(start, n => { if (n == 2) cancel.Cancel(); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DbBackup.Archives.MediaTarWriter(box.Media, []).WriteAsync(tar, cancel.Token));
        Assert.Contains("19 size=8589934593\n", Encoding.ASCII.GetString(start.ToArray()), StringComparison.Ordinal);
    }
}
