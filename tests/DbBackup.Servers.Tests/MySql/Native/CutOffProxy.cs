using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DbBackup.Servers.Tests.MySql.Native;

/// <summary>
/// Stands between a client and the server until a statement comes that it is to cut the client off at. To the server it is from then on as if the
/// client had been killed: its connections are gone, and it makes no new ones
/// (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html).
/// </summary>
internal sealed class CutOffProxy : IAsyncDisposable
{
    private const int HeadBytes = 4;
    private const byte Query = 3;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _cut = new();
    private readonly int _server;
    private readonly Func<string, bool> _isLast;

    /// <summary>Begins to listen.</summary>
    /// <param name="server">The server's port.</param>
    /// <param name="isLast">Whether the client is cut off at a statement, which the server does not see any more.</param>
    public CutOffProxy(int server, Func<string, bool> isLast)
    {
        (_server, _isLast) = (server, isLast);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the client was cut off.</summary>
    public bool IsCut { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_cut.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _cut.Token);
                await Task.WhenAny(server.GetStream().CopyToAsync(client.GetStream(), _cut.Token), PassAsync(client.GetStream(), server.GetStream()));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task PassAsync(NetworkStream client, NetworkStream server)
    {
        var head = new byte[HeadBytes];
        while (await client.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, _cut.Token) == head.Length)
        {
            var packet = new byte[HeadBytes + (head[0] | head[1] << 8 | head[2] << 16)];
            head.CopyTo(packet, 0);
            await client.ReadExactlyAsync(packet.AsMemory(HeadBytes), _cut.Token);
            if (packet.Length > HeadBytes && head[3] == 0 && packet[HeadBytes] == Query && _isLast(Encoding.UTF8.GetString(packet, HeadBytes + 1, packet.Length - HeadBytes - 1)))
            {
                IsCut = true;
                await DisposeAsync();
                return;
            }
            await server.WriteAsync(packet, _cut.Token);
        }
    }
}
