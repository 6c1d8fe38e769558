using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

public sealed class StorageNameTests
{
    [Theory]
    [MemberData(nameof(StorageConformanceTests.ValidNames), MemberType = typeof(StorageConformanceTests))]
    public void A_valid_name_is_taken(string name)
    {
        Assert.True(StorageName.IsValid(name));
        StorageName.ThrowIfInvalid(name);
    }

    [Theory]
    [InlineData("com10")]
    [InlineData("console")]
    [InlineData("nul-1")]
    public void A_name_that_only_begins_like_a_device_is_taken(string name) => Assert.True(StorageName.IsValid(name));

    [Fact]
    public void No_name_is_refused() => Assert.Throws<BackupException>(() => StorageName.ThrowIfInvalid(null));

    [Fact]
    public void The_error_shows_the_name_without_its_control_characters_and_not_endlessly()
    {
        var refused = Assert.Throws<BackupException>(() => StorageName.ThrowIfInvalid("a\n\u001b[31m\u2028\u202e\ud800" + new string('x', 10_000)));

        Assert.StartsWith("\"a\\u000A\\u001B[31m\\u2028\\u202E\\uD800xxx", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Message.Length < 400);
    }
}
