using DbBackup.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>The shop's command line: that of DbBackup, with the shop's settings, services and receivers.</summary>
internal static class ShopApp
{
    #region Create
    public static DbBackupApp Create(string[] args, ShopData data, Uri? webhook = null)
    {
        var builder = DbBackupApp.CreateBuilder(args).UseReceivers<AppReceivers>();
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "dbbackup.json"));
        if (webhook is not null)
            builder.Configuration.AddInMemoryCollection([new("Receivers:Webhook:Url", webhook.ToString())]);
        builder.Services.AddSingleton(new Outbox(data.Outbox));
        return builder.Build();
    }
    #endregion
}
