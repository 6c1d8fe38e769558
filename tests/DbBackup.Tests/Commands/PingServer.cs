using System.Collections.Concurrent;
using System.Net;

namespace DbBackup.Tests.Commands;

/// <summary>A dead man's switch on this machine: it notes every call and answers as it is told.</summary>
internal sealed class PingServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly int? _status;

    /// <param name="status">What it answers; <see langword="null"/> is nothing, ever.</param>
    public PingServer(int? status = 200)
    {
        _status = status;
        Address = Start();
        _ = AnswerAsync();
    }

    /// <summary>Its address, which nobody must see.</summary>
    public string Address { get; }

    /// <summary>What was called.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public void Dispose() => _listener.Close();

    private string Start()
    {
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            return $"http://127.0.0.1:{port}/s3cret-path?token=s3cret-token";
        }
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var call = await _listener.GetContextAsync();
                _calls.Enqueue($"{call.Request.HttpMethod} {call.Request.RawUrl}");
                if (_status is not { } status)
                    continue;
                call.Response.StatusCode = status;
                if (status is 302)
                    call.Response.RedirectLocation = Address;
                call.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
