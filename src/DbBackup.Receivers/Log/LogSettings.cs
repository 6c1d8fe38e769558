using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <summary>The section <c>Receivers:Log</c>.</summary>
public sealed class LogSettings
{
    /// <summary>The level of beginnings and successes.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>The level of failures.</summary>
    public LogLevel FailureLevel { get; set; } = LogLevel.Error;
}
