using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Extensions.Logging;

namespace DbBackup.Commands;

/// <summary>What every command works with.</summary>
internal sealed record CommandServices(
    DbBackupSettings Settings,
    IBackupStorage Storage,
    DatabaseConnectors Connectors,
    SignalDispatcher Dispatcher,
    IServiceProvider Services,
    TimeProvider Clock,
    ILoggerFactory Loggers);
