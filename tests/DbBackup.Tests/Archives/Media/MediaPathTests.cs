using DbBackup.Archives;

namespace DbBackup.Tests.Archives;

public sealed class MediaPathTests
{
    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("a/../../x")]
    [InlineData("a/..")]
    [InlineData("./../x")]
    [InlineData("/etc/passwd")]
    [InlineData("//server/share/x")]
    [InlineData(".//etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a/")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("./")]
    [InlineData("a\0b")]
    [InlineData("\0")]
    [InlineData("a/.dbbackup-restore-0123456789abcdef0123456789abcdef")]
    public void A_name_that_could_leave_the_root_is_refused_everywhere(string name)
    {
        Assert.Throws<BackupException>(() => MediaPath.FromArchive(name, isFolder: false, onWindows: false));
        Assert.Throws<BackupException>(() => MediaPath.FromArchive(name, isFolder: false, onWindows: true));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("../")]
    [InlineData("a//")]
    [InlineData("./..")]
    public void A_folder_that_could_leave_the_root_is_refused(string name) =>
        Assert.Throws<BackupException>(() => MediaPath.FromArchive(name, isFolder: true, onWindows: false));

    [Theory]
    [InlineData("C:")]
    [InlineData("C:/x")]
    [InlineData("a:stream")]
    [InlineData("..\\x")]
    [InlineData("\\\\server\\share")]
    [InlineData("a\\b")]
    [InlineData("nul")]
    [InlineData("a/CON.txt")]
    [InlineData("aux .x")]
    [InlineData("com1")]
    [InlineData("LPT9.log")]
    [InlineData("com¹")]
    [InlineData("conin$")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("a\nb")]
    [InlineData("a?")]
    public void A_name_that_only_Unix_has_is_refused_on_Windows_and_carried_on_Unix(string name)
    {
        Assert.Throws<BackupException>(() => MediaPath.FromArchive(name, isFolder: false, onWindows: true));
        Assert.Equal(name, MediaPath.FromArchive(name, isFolder: false, onWindows: false));
    }

    [Theory]
    [InlineData("a", false, "a")]
    [InlineData("./a", false, "a")]
    [InlineData("a/b/", true, "a/b")]
    [InlineData("./", true, "")]
    [InlineData(".", true, "")]
    [InlineData("...", false, "...")]
    [InlineData("..a/b..", false, "..a/b..")]
    [InlineData("-rf", false, "-rf")]
    [InlineData("com", false, "com")]
    [InlineData("console.log", false, "console.log")]
    [InlineData(".dbbackup-restore-notes", false, ".dbbackup-restore-notes")]
    public void A_harmless_name_is_a_path(string name, bool isFolder, string path)
    {
        var onUnix = MediaPath.FromArchive(name, isFolder, onWindows: false);
        Assert.Equal(path, onUnix);
        if (!path.Contains("..", StringComparison.Ordinal))
            Assert.Equal(path, MediaPath.FromArchive(name, isFolder, onWindows: true));
    }
}
