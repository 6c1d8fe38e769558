using System.Net;
using DbBackup.Signals;
using FiveUses;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace DbBackup.Receivers.Tests;

[ReceiverRegistry]
[IncludeReceivers<Hooks>]
internal sealed partial class FiveUsesReceivers : ReceiverRegistry;

/// <summary>The five short receivers of the page do what the page says.</summary>
public sealed class FiveUsesTests : IDisposable
{
    private readonly Application _application = new() { Registries = builder => builder.UseReceivers<FiveUsesReceivers>() };

    public void Dispose() => _application.Dispose();

    [Fact]
    public async Task A_failure_is_mailed()
    {
        await using var server = await MailServer.StartAsync(Protection.None, anyone: true);
        _application.Services = services => services.AddSingleton(
            new MailRoute("127.0.0.1", server.Port, MailboxAddress.Parse("backup@shop.example"), MailboxAddress.Parse("admin@shop.example")));
        _application.Harm();

        Assert.Equal(1, await _application.RunAsync("backup"));

        Assert.Equal("Backup of shop failed", Assert.Single(await server.ReceiveAsync(1)).Subject);
    }

    [Fact]
    public async Task A_success_is_printed_logged_and_posted()
    {
        await using var server = new WebhookServer(answer => answer.StatusCode = (int)HttpStatusCode.NoContent);
        _application.Services = services => services.AddSingleton(
            _ => new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://127.0.0.1:{server.Port}/") });

        Assert.Equal(0, await _application.RunAsync("backup"));

        var call = Assert.Single(server.Received);
        Assert.Equal("/backups", call.Url);
        Assert.Contains(Path.GetFileName(Assert.Single(_application.Backups)), call.Body, StringComparison.Ordinal);
        Assert.Contains("info: FiveUses.Hooks.Log: shop: 1 tables in ", _application.Error, StringComparison.Ordinal);
    }
}
