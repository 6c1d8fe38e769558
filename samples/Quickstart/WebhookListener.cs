using System.Net;
using System.Net.Sockets;

namespace Shop;

/// <summary>The other side of the webhook, on this machine: it counts what is posted.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly Task _listening;
    private int _posts;

    public WebhookListener()
    {
        _listener.Start();
        Address = new($"http://{_listener.LocalEndpoint}/backups");
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>How many messages have come in.</summary>
    public int Posts => Volatile.Read(ref _posts);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _listening;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the tour is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
                var isPost = (await reader.ReadLineAsync())?.StartsWith("POST ", StringComparison.Ordinal) ?? false;
                await ReadMessageAsync(reader);
                if (isPost)
                    Interlocked.Increment(ref _posts);
                await client.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
            catch (IOException)
            {
                // The other side left in the middle: it did not post.
            }
        }
    }

    // A message is a JSON object of one line; its end is its closing brace.
    private static async Task ReadMessageAsync(StreamReader reader)
    {
        var character = new char[1];
        while (await reader.ReadAsync(character) == 1 && character[0] != '}')
        {
        }
    }
}
