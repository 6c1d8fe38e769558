using DbBackup.Configuration;

namespace DbBackup.Tests.Configuration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("bakup", "backup")]
    [InlineData("BACKUP", "backup")]
    [InlineData("lsit", "list")]
    [InlineData("--databse", "--database")]
    [InlineData("resotre", "restore")]
    public void A_slip_is_recognised(string typed, string meant) =>
        Assert.Equal(meant, NearestName.Find(typed, ["backup", "restore", "list", "--database", "-d"]));

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("-q")]
    [InlineData("x")]
    [InlineData("")]
    public void What_is_far_from_everything_is_not_guessed(string typed) =>
        Assert.Null(NearestName.Find(typed, ["backup", "restore", "list", "--database", "-d"]));
}
