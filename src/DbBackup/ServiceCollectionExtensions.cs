using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Connectors;
using DbBackup.Signals;
using DbBackup.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds DbBackup to an application's services.</summary>
public static class DbBackupServiceCollectionExtensions
{
    /// <summary>
    /// Adds the commands (<see cref="DbBackupCommand"/> and the others), configured by a section, usually <c>DbBackup</c>.
    /// The section is read and validated when a command is first resolved.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The section.</param>
    public static IServiceCollection AddDbBackup(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddDbBackup(p => SettingsLoader.Load(configuration, [.. p.GetServices<ReceiverSection>()]));
    }

    /// <summary>Adds the commands, configured by code. The settings are validated when a command is first resolved.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="settings">The settings.</param>
    public static IServiceCollection AddDbBackup(this IServiceCollection services, DbBackupSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return services.AddDbBackup(_ => SettingsLoader.Validated(settings));
    }

    /// <summary>
    /// Adds the receivers of a registry, and the services of the libraries that it includes. Several can be added; a receiver that is in
    /// several is called once.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddReceivers<TRegistry>(this IServiceCollection services) where TRegistry : ReceiverRegistry, new()
    {
        ArgumentNullException.ThrowIfNull(services);
        var registry = new TRegistry();
        registry.AddServicesTo(services);
        return services.AddSingleton<ReceiverRegistry>(registry);
    }

    private static IServiceCollection AddDbBackup(this IServiceCollection services, Func<IServiceProvider, DbBackupSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.TryAddSingleton(CreateStorage);
        services.AddSqliteConnectors();
        services.AddPostgreSqlConnectors();
        services.AddMySqlConnectors();
        services.TryAddSingleton(p => new DatabaseConnectors(p.GetServices<DatabaseConnectorFactory>()));
        services.TryAddSingleton(p => new SignalDispatcher(
            p.GetServices<ReceiverRegistry>(),
            p.GetRequiredService<DbBackupSettings>().ReceiverTimeout,
            p.GetRequiredService<ILogger<SignalDispatcher>>()));
        return services.AddCommands();
    }

    private static IServiceCollection AddCommands(this IServiceCollection services)
    {
        services.TryAddSingleton(p => new CommandServices(
            p.GetRequiredService<DbBackupSettings>(),
            p.GetRequiredService<IBackupStorage>(),
            p.GetRequiredService<DatabaseConnectors>(),
            p.GetRequiredService<SignalDispatcher>(),
            p,
            p.GetRequiredService<TimeProvider>(),
            new TolerantLogger(p.GetRequiredService<ILogger<SignalledRun>>())));
        services.TryAddSingleton(p => new CleanupCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new DbBackupCommand(p.GetRequiredService<CommandServices>(), p.GetRequiredService<CleanupCommand>()));
        services.TryAddSingleton(p => new DbRestoreCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new MediaBackupCommand(p.GetRequiredService<CommandServices>(), p.GetRequiredService<CleanupCommand>()));
        services.TryAddSingleton(p => new MediaRestoreCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new ListBackupsCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new VerifyCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new DrillCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new HealthCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new UnpinCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new CheckCommand(p.GetRequiredService<CommandServices>()));
        services.TryAddSingleton(p => new KeygenCommand(p.GetRequiredService<TimeProvider>()));
        return services;
    }

    // The first connector of an engine is its default.
    private static void AddSqliteConnectors(this IServiceCollection services)
    {
        services.AddSingleton(p => new DatabaseConnectorFactory(
            "Sqlite", "snapshot", d => new SqliteSnapshotConnector(d, p.GetRequiredService<DbBackupSettings>().StagingPath))
        {
            CheckPayload = SqlitePayload.Snapshot(p.GetRequiredService<DbBackupSettings>().StagingPath),
        });
        services.AddSingleton(p => new DatabaseConnectorFactory(
            "Sqlite", "sql", d => new SqliteSqlConnector(d, p.GetRequiredService<DbBackupSettings>().StagingPath))
        {
            CheckPayload = SqlitePayload.CheckScriptAsync,
        });
    }

    private static void AddPostgreSqlConnectors(this IServiceCollection services)
    {
        services.AddSingleton(new DatabaseConnectorFactory("PostgreSql", "native", d => new NativePgConnector(d)) { CheckPayload = PgPayload.CheckNativeAsync });
        services.AddSingleton(new DatabaseConnectorFactory("PostgreSql", "pg_dump", d => new PgDumpConnector(d)) { CheckPayload = PgPayload.CheckPgDumpAsync });
    }

    private static void AddMySqlConnectors(this IServiceCollection services)
    {
        services.AddSingleton(new DatabaseConnectorFactory("MySql", "native", d => new NativeMySqlConnector(d)) { CheckPayload = MySqlPayload.CheckNativeAsync });
        services.AddSingleton(new DatabaseConnectorFactory("MySql", "mysqldump", d => new MySqlDumpConnector(d)) { CheckPayload = MySqlPayload.CheckScriptAsync });
    }

    private static IBackupStorage CreateStorage(IServiceProvider services)
    {
        var storage = services.GetRequiredService<DbBackupSettings>().Storage;
        return string.Equals(storage.Kind, "FileSystem", StringComparison.OrdinalIgnoreCase)
            ? new FileSystemStorage(storage.Path)
            : throw new DbBackup.ConfigurationException(
                $"Storage:Kind '{storage.Kind}' is not known; known is FileSystem. A storage of your own is registered as IBackupStorage before AddDbBackup.");
    }
}
