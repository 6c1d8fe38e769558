using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DbBackup.Tests.Docs;

/// <summary>The host of docs/receivers.md.</summary>
internal static class HostApplication
{
    public static async Task<(DbBackupResult Result, Journal Journal)> RunAsync(string[] args, CancellationToken token)
    {
        #region Host
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddDbBackup(builder.Configuration.GetSection("DbBackup"));
        builder.Services.AddReceivers<AppReceivers>();
        builder.Services.AddSingleton<Journal>();
        using var host = builder.Build();

        var command = host.Services.GetRequiredService<DbBackupCommand>();
        var result = await command.RunAsync(new() { Databases = ["shop"], Clean = true }, token);
        foreach (var database in result.Databases)
            Console.WriteLine($"{database.Database}: {database.Outcome}, {database.Backup?.StoredBytes} bytes");
        result.EnsureSucceeded();
        #endregion
        return (result, host.Services.GetRequiredService<Journal>());
    }
}

#region Receivers
internal sealed class Journal
{
    public List<string> Lines { get; } = [];
}

internal static class JournalHooks
{
    [Receiver(Signal.PostBackup)]
    public static void Note(DatabaseSettings database, string filename, [FromServices] Journal journal) =>
        journal.Lines.Add($"{database.Name} is in {filename}");
}

[ReceiverRegistry]
internal sealed partial class AppReceivers : ReceiverRegistry;
#endregion
