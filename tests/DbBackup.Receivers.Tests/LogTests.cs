using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers.Tests;

/// <summary>The events, as a log pipeline gets them.</summary>
public sealed class LogTests : IDisposable
{
    private readonly Application _application = new();
    private readonly ConcurrentQueue<Event> _events = new();

    public LogTests() => _application.Services = services => services.AddSingleton<ILoggerProvider>(_ => new Collector(_events));

    public void Dispose() => _application.Dispose();

    [Fact]
    public async Task Every_run_logs_its_beginning_and_its_end_without_any_configuration()
    {
        foreach (var verb in (string[])["backup", "restore --yes -d shop", "media-backup", "media-restore --yes", "backup --clean", "drill", "health"])
            Assert.Equal(0, await _application.RunAsync(verb));

        Assert.Equal(
            ["1001 PreBackup", "1002 PostBackup", "1003 PreRestore", "1018 SafetyBackupTaken", "1004 PostRestore", "1005 PreMediaBackup", "1006 PostMediaBackup",
             "1007 PreMediaRestore", "1008 PostMediaRestore", "1001 PreBackup", "1002 PostBackup", "1013 PreCleanup", "1014 PostCleanup",
             "1016 DrillSucceeded", "1016 DrillSucceeded", "1019 HealthChecked"],
            _events.Select(e => $"{e.Id.Id} {e.Id.Name}"));
        Assert.All(_events, e => Assert.Equal(LogLevel.Information, e.Level));
    }

    [Fact]
    public async Task A_backup_is_an_event_with_its_facts()
    {
        Assert.Equal(0, await _application.RunAsync("backup"));

        var done = Assert.Single(_events, e => e.Id.Id == 1002).Facts;
        Assert.Equal("shop", done["Database"]);
        Assert.Equal("web01", done["Server"]);
        Assert.Equal(Path.GetFileName(_application.Backups[0]), done["File"]);
        Assert.Equal(new FileInfo(_application.Backups[0]).Length, done["StoredBytes"]);
        Assert.Equal((1, 2L), (done["Tables"], done["Rows"]));
    }

    [Fact]
    public async Task Levels_are_configured()
    {
        _application.Receivers["Log"] = new { Level = "Warning", FailureLevel = "Critical" };
        _application.Harm();

        Assert.Equal(1, await _application.RunAsync("backup"));

        Assert.Equal([(1001, LogLevel.Warning), (1009, LogLevel.Critical)], _events.Select(e => (e.Id.Id, e.Level)));
        Assert.Equal("Failed", _events.Last().Facts["Outcome"]!.ToString());
        Assert.EndsWith($": error: {_events.Last().Facts["Error"]}\n", _application.Error, StringComparison.Ordinal);
    }

    private sealed record Event(EventId Id, LogLevel Level, IReadOnlyDictionary<string, object?> Facts);

    private sealed class Collector(ConcurrentQueue<Event> events) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == "DbBackup.Receivers.LogReceivers" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            events.Enqueue(new(eventId, logLevel, ((IReadOnlyList<KeyValuePair<string, object?>>)state!).ToDictionary(f => f.Key, f => f.Value)));

        public void Dispose() { }
    }
}
