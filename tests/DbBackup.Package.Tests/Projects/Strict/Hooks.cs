using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Strict;

/// <summary>A receiver of every kind.</summary>
internal static class Hooks
{
    /// <summary>Takes arguments by name.</summary>
    [Receiver(Signal.PreBackup, Order = -1, Database = "shop", TimeoutSeconds = 3)]
    public static void Started(DatabaseSettings database, string serverName)
    {
        Console.WriteLine($"{database.Name} {serverName}");
    }

    /// <summary>Takes the context, services, a logger and a token.</summary>
    [Receiver(Signal.PostBackup, Signal.PostRestore, Id = "notify <all> & everybody")]
    internal static async Task Notify(SignalContext context, [FromServices] HttpClient? http, [FromKeyedServices("slow")] HttpClient? slow, ILogger logger, CancellationToken token)
    {
        await Task.Delay(http is null && slow is null ? 0 : 1, token).ConfigureAwait(false);
        Console.WriteLine($"{context.RunId} {logger}");
    }

    /// <summary>Takes what may be missing.</summary>
    [Receiver(Signal.PostCleanup)]
    internal static ValueTask CleanedAsync(object? exception, RunOutcome outcome, TimeProvider clock, IServiceProvider services)
    {
        Console.WriteLine($"{exception} {outcome} {clock} {services}");
        return default;
    }
}
