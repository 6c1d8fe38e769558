using DbBackup.Storage;

namespace DbBackup.Tests.Storage;

public sealed class FileErrorTests
{
    [Fact]
    public void A_reason_is_the_systems_words_without_the_path()
    {
        Assert.Equal("access is denied", FileError.Reason(new UnauthorizedAccessException("Access to the path '/secret/.x.tmp' is denied.")));
        Assert.Equal("No space left on device", FileError.Reason(new IOException("No space left on device : '/disk/.x.tmp'")));
        Assert.Equal("the disk is gone; try again", FileError.Reason(new IOException("the disk is gone;\ntry again.")));
    }
}
