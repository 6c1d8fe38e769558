using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

[CollectionDefinition(nameof(FileModeTests), DisableParallelization = true)]
public sealed class OneUmaskAtATime;

/// <summary>The umask is the process's: these tests run alone.</summary>
[Collection(nameof(FileModeTests))]
[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests : IDisposable
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ReadWriteSearch = ReadWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Public = ReadWriteSearch | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(0x3F)] // 0077
    [InlineData(0x1FF)] // 0777
    public async Task Files_are_0600_and_new_folders_0700_whatever_the_umask(uint umask)
    {
        var storage = new FileSystemStorage(_folder.Combine("a/b"));
        UnixFileMode whileWritten = default;
        var before = Umask(umask);
        try
        {
            await storage.WriteAsync("object", (_, _) =>
            {
                whileWritten = File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_folder.Combine("a/b"), ".object.*.tmp")));
                return Task.CompletedTask;
            }, Token);
        }
        finally
        {
            _ = Umask(before);
        }

        Assert.Equal(ReadWrite, whileWritten);
        Assert.Equal(ReadWrite, File.GetUnixFileMode(_folder.Combine("a/b/object")));
        Assert.Equal(ReadWriteSearch, File.GetUnixFileMode(_folder.Combine("a")));
        Assert.Equal(ReadWriteSearch, File.GetUnixFileMode(_folder.Combine("a/b")));
    }

    [Fact]
    public async Task A_folder_that_exists_keeps_its_mode()
    {
        File.SetUnixFileMode(_folder.Path, Public);

        await new FileSystemStorage(_folder.Path).WriteAsync("object", (_, _) => Task.CompletedTask, Token);

        Assert.Equal(Public, File.GetUnixFileMode(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
