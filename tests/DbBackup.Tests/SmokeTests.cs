namespace DbBackup.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void An_invalid_name_is_refused() => Assert.False(DbBackup.Storage.StorageName.IsValid("../x"));
}
