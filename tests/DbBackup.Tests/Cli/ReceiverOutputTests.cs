using DbBackup.Cli;

namespace DbBackup.Tests.Cli;

public sealed class ReceiverOutputTests
{
    [Fact]
    public void What_receivers_print_is_passed_on_line_by_line()
    {
        var lines = new List<string>();
        using (var output = new ReceiverOutput(lines.Add))
        {
            output.Write("one ");
            output.Write(1);
            Assert.Empty(lines);
            output.Write("\ntwo\n\nthr");
            output.WriteLine("ee");
            output.Write("rest");
        }

        Assert.Equal(["one 1", "two", "", "three", "rest"], lines.Select(l => l.TrimEnd('\r')));
    }
}
