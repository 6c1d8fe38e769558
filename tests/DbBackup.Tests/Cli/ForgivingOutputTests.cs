using DbBackup.Cli;

namespace DbBackup.Tests.Cli;

public sealed class ForgivingOutputTests
{
    [Fact]
    public void An_output_that_went_away_throws_nothing_at_the_thread_that_draws()
    {
        var closed = new StringWriter();
        var output = new ForgivingOutput(closed);
        output.Writer.Write("seen");
        closed.Dispose();
        output.Writer.Write("lost");
        output.Writer.Flush();
        Assert.Equal("seen", closed.ToString());
    }
}
