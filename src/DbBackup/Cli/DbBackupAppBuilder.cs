using DbBackup.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Cli;

/// <summary>Prepares the command line of an application. Nothing is built before a verb runs.</summary>
public sealed class DbBackupAppBuilder
{
    private readonly IReadOnlyList<string> _args;

    internal DbBackupAppBuilder(IReadOnlyList<string> args) => _args = args;

    /// <summary>The application's services, for <see cref="FromServicesAttribute"/> parameters of receivers. What is registered here wins over DbBackup's own.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>
    /// The application's own settings, with the keys of <c>dbbackup.json</c>. The file, the environment and the options come after them
    /// and win.
    /// </summary>
    public IConfigurationBuilder Configuration { get; } = new ConfigurationBuilder();

    /// <summary>Calls the receivers of a compiled table, and adds the services of the libraries that it includes. Several tables may be used.</summary>
    /// <typeparam name="TRegistry">The class that is marked with <see cref="ReceiverRegistryAttribute"/>.</typeparam>
    public DbBackupAppBuilder UseReceivers<TRegistry>() where TRegistry : ReceiverRegistry, new()
    {
        Services.AddReceivers<TRegistry>();
        return this;
    }

    /// <summary>Makes the command line.</summary>
    public DbBackupApp Build() => new(_args, Services, Configuration);
}
