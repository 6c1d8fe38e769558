using System.Text.Json.Serialization.Metadata;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives libraries of receivers settings of their own.</summary>
public static class ReceiverSectionExtensions
{
    /// <summary>
    /// Claims the section <c>Receivers:<paramref name="name"/></c> of the configuration. Its keys and values are checked as DbBackup's own
    /// are, before anything is begun. A receiver takes the settings by <c>[FromServices] TSettings? settings</c>: <see langword="null"/> when the
    /// section is not configured. An application may register <typeparamref name="TSettings"/> itself instead.
    /// </summary>
    /// <typeparam name="TSettings">A class with one settable property a key, made by its parameterless constructor.</typeparam>
    /// <param name="services">The application's services, as <see cref="IReceiverLibrary.AddServices"/> is given them.</param>
    /// <param name="name">The section's name.</param>
    /// <param name="keys">What the class looks like, of a source-generated <c>JsonSerializerContext</c>.</param>
    /// <param name="validate">The rules that types cannot express; the first problem is the error.</param>
    /// <exception cref="ArgumentException">The section belongs to another class.</exception>
    public static IServiceCollection AddReceiverSection<TSettings>(
        this IServiceCollection services, string name, JsonTypeInfo<TSettings> keys, Func<TSettings, IEnumerable<SettingsProblem>>? validate = null)
        where TSettings : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(keys);
        if (name.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal))
            throw new ArgumentException($"A section's name has no '{ConfigurationPath.KeyDelimiter}': {name}.", nameof(name));

        switch (Claimed(services, name))
        {
            case null:
                services.AddSingleton<ReceiverSection>(new ReceiverSection<TSettings>(name, keys, validate ?? (_ => [])));
                services.TryAddSingleton(Configured<TSettings>);
                return services;
            case ReceiverSection<TSettings>:
                return services;
            case var other:
                throw new ArgumentException($"{other.Key} belongs to {other.Keys.Type}; choose another name.", nameof(name));
        }
    }

    private static ReceiverSection? Claimed(IServiceCollection services, string name) =>
        services.Select(s => s.IsKeyedService ? null : s.ImplementationInstance).OfType<ReceiverSection>()
            .FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // A factory may give null: to a receiver that takes the settings as optional, they are then not there.
    private static TSettings Configured<TSettings>(IServiceProvider services) where TSettings : class =>
        (TSettings)services.GetRequiredService<DbBackupSettings>().Receivers.GetValueOrDefault(typeof(TSettings))!;
}
