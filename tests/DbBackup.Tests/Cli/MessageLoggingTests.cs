using DbBackup.Cli;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Tests.Cli;

public sealed class MessageLoggingTests
{
    [Theory]
    [InlineData(LogLevel.Information, "Shop.Hooks", LogLevel.Information, true)]
    [InlineData(LogLevel.Information, "Shop.Hooks", LogLevel.Debug, false)]
    [InlineData(LogLevel.Information, "System.Net.Http.HttpClient.mail", LogLevel.Information, false)]
    [InlineData(LogLevel.Information, "System.Net.Http.HttpClient.mail", LogLevel.Warning, true)]
    [InlineData(LogLevel.Information, "DbBackup.Commands.SignalledRun", LogLevel.Warning, true)]
    [InlineData(LogLevel.Information, "DbBackup.Commands.SignalledRun", LogLevel.Error, false)]
    [InlineData(LogLevel.Information, "DbBackup.Receivers.Mail", LogLevel.Error, true)]
    [InlineData(LogLevel.Error, "Shop.Hooks", LogLevel.Warning, false)]
    [InlineData(LogLevel.Error, "Shop.Hooks", LogLevel.Error, true)]
    [InlineData(LogLevel.Debug, "Shop.Hooks", LogLevel.Debug, true)]
    [InlineData(LogLevel.Debug, "System.Net.Http.HttpClient.mail", LogLevel.Information, true)]
    [InlineData(LogLevel.Debug, "DbBackup.Commands.SignalledRun", LogLevel.Error, true)]
    public void What_is_news_is_shown(LogLevel lowest, string category, LogLevel level, bool shown)
    {
        using var error = new StringWriter();
        var messages = new Messages(new Terminal(TextReader.Null, TextWriter.Null, error), "shop");
        using var services = new ServiceCollection().AddLogging(logging => logging.AddMessages(messages, lowest)).BuildServiceProvider();

        services.GetRequiredService<ILoggerFactory>().CreateLogger(category).Log(level, default, "an event", null, (text, _) => text);

        Assert.Equal(shown, error.ToString().Contains("an event", StringComparison.Ordinal));
    }
}
