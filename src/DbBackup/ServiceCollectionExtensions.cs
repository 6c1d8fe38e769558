using DbBackup.Configuration;
using DbBackup.Signals;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers DbBackup in an application's services.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Registers the commands with these settings.</summary>
    public static IServiceCollection AddDbBackup(this IServiceCollection services, DbBackupSettings settings) =>
        services.AddSingleton(settings).AddSingleton(new SignalDispatcher());
}
