using DbBackup.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>The shop's command line: that of DbBackup, with the shop's settings, services and receivers.</summary>
internal static class ShopApp
{
    #region Create
    public static DbBackupApp Create(string[] args, ShopData data, Uri? webhook)
    {
        var builder = DbBackupApp.CreateBuilder(args).UseReceivers<AppReceivers>();
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "dbbackup.json"));
        builder.Services.AddSingleton(new Outbox(data.Outbox));
        builder.Services.AddSingleton(_ => new HttpClient(Direct(webhook)) { BaseAddress = webhook });
        return builder.Build();
    }
    #endregion

    // A proxy would look for this machine's loopback address on its own machine.
    private static SocketsHttpHandler Direct(Uri? address) => new() { UseProxy = address is not { IsLoopback: true } };
}
