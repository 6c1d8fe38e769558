using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DbBackup.Servers.Tests.PostgreSql.Properties;

/// <summary>
/// Stands between a client and the server, and puts other queries in the place of the client's
/// (https://www.postgresql.org/docs/current/protocol-message-formats.html). The client cannot tell.
/// </summary>
internal sealed class QueryProxy : IAsyncDisposable
{
    private const int TypeBytes = 1, LengthBytes = 4, ProtocolThree = 3 << 16;
    private const byte Parse = (byte)'P';

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly PostgresCluster _cluster;
    private readonly Func<string, string> _change;

    /// <summary>Begins to listen.</summary>
    /// <param name="cluster">The server.</param>
    /// <param name="change">The query that the server gets, by the one that the client sends. It is called by several threads.</param>
    public QueryProxy(PostgresCluster cluster, Func<string, string> change)
    {
        (_cluster, _change) = (cluster, change);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(_cluster.Socket, $".s.PGSQL.{_cluster.Port}")), _stop.Token);
                await using var server = new NetworkStream(socket);
                var answers = server.CopyToAsync(client.GetStream(), _stop.Token);
                await Task.WhenAny(answers, AskAsync(new BufferedStream(client.GetStream()), server));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task AskAsync(BufferedStream client, NetworkStream server)
    {
        // What is said before the session begins has no type.
        while (await MessageAsync(client, typeBytes: 0) is { } greeting)
        {
            await server.WriteAsync(greeting, _stop.Token);
            if (BinaryPrimitives.ReadInt32BigEndian(greeting.AsSpan(LengthBytes)) == ProtocolThree)
                break;
        }
        while (await MessageAsync(client, TypeBytes) is { } message)
            await server.WriteAsync(message[0] == Parse ? Changed(message) : message, _stop.Token);
    }

    private async Task<byte[]?> MessageAsync(BufferedStream client, int typeBytes)
    {
        var head = new byte[typeBytes + LengthBytes];
        if (await client.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, _stop.Token) < head.Length)
            return null;
        var message = new byte[typeBytes + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(typeBytes))];
        head.CopyTo(message, 0);
        await client.ReadExactlyAsync(message.AsMemory(head.Length), _stop.Token);
        return message;
    }

    // The name of the statement, its text, and the types of its parameters.
    private byte[] Changed(byte[] parse)
    {
        var text = Array.IndexOf(parse, (byte)0, TypeBytes + LengthBytes) + 1;
        var end = Array.IndexOf(parse, (byte)0, text);
        byte[] changed = [.. parse[..text], .. Encoding.UTF8.GetBytes(_change(Encoding.UTF8.GetString(parse[text..end]))), .. parse[end..]];
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(TypeBytes), changed.Length - TypeBytes);
        return changed;
    }
}
