using System.Text.RegularExpressions;

namespace DbBackup.Aot.Tests;

public sealed partial class PublishTests(PublishedPrograms published)
{
    [Fact]
    public void Publishing_warns_of_nothing() => Assert.DoesNotMatch(Warning(), published.Log);

    [Fact]
    public void The_programs_are_native()
    {
        Assert.All([published.Quickstart.File, published.Tool.File], file => Assert.Equal("\u007fELF"u8, File.ReadAllBytes(file).AsSpan(0, 4)));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(published.Tool.File)!, "*.dll"));
    }

    [GeneratedRegex(@"\bwarning\b|\bIL[23]\d{3}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();
}
