using System.Diagnostics;
using System.Runtime.Versioning;
using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Tests.Archives;

/// <summary>A temporary folder with a media folder in it, and the few things that tests of media do with them.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class MediaSandbox : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("media-test-").FullName;

    public MediaSandbox() => Directory.CreateDirectory(Media);

    public string Media => In("media");

    public string Target => In("target");

    public string In(string name) => Path.Join(_path, name);

    public string InMedia(string name) => Path.Join(Media, name);

    public string InTarget(string name) => Path.Join(Target, name);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Creates a file and its folders.</summary>
    public static void Write(string path, string content = "content")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public async Task<byte[]> DumpAsync(params MediaTolerance[] tolerate)
    {
        var tar = new MemoryStream();
        await new MediaTarWriter(Media, tolerate).WriteAsync(tar, Token);
        return tar.ToArray();
    }

    public Task<MediaExtraction> RestoreAsync(byte[] tar, bool replace = false, Action<string>? beforeMove = null) =>
        RestoreAsync(new MemoryStream(tar), Token, replace, beforeMove);

    public Task<MediaExtraction> RestoreAsync(Stream tar, CancellationToken token, bool replace = false, Action<string>? beforeMove = null) =>
        new MediaTarRestorer(Target, replace) { BeforeMove = beforeMove }.RestoreAsync(tar, token);

    /// <summary>Staging folders, wherever they may be.</summary>
    public IEnumerable<string> Leftovers() => LeftoversIn(new DirectoryInfo(_path));

    private static IEnumerable<string> LeftoversIn(DirectoryInfo folder)
    {
        foreach (var inner in folder.EnumerateDirectories("*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (inner.Name.StartsWith(".dbbackup-restore-", StringComparison.Ordinal))
                yield return inner.FullName;
            else
                foreach (var leftover in LeftoversIn(inner))
                    yield return leftover;
        }
    }

    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }

    /// <summary>Creates an empty file whose name holds a byte that is not UTF-8.</summary>
    public static Task WriteBadNameAsync(string folder, string octal) =>
        RunAsync("sh", "-c", $": > \"$1/$(printf 'bad\\{octal}')\"", "sh", folder);

    /// <summary>By <c>rm</c>, for the framework cannot remove names that are not UTF-8.</summary>
    public void Dispose()
    {
        using var change = Process.Start("chmod", ["-R", "u+rwX", _path]);
        change.WaitForExit();
        using var remove = Process.Start("rm", ["-rf", _path]);
        remove.WaitForExit();
    }
}
