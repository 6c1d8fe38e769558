using Microsoft.Extensions.Logging;

namespace DbBackup.Cli;

/// <summary>Logs to stderr, one line an event.</summary>
internal sealed class MessageLoggerProvider(Messages messages, bool verbose) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new MessageLogger(messages, categoryName, verbose);

    public void Dispose() { }

    private sealed class MessageLogger(Messages messages, string category, bool verbose) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            messages.WriteLine($"{Name(logLevel)}: {category}: {formatter(state, exception)}{cause}");
            if (verbose && exception is not null)
                foreach (var line in exception.ToString().Split('\n'))
                    messages.WriteLine(line.TrimEnd('\r'));
        }

        private static string Name(LogLevel level) => level switch
        {
            LogLevel.Critical => "critical",
            LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            LogLevel.Information => "info",
            _ => "debug",
        };
    }
}
