using System.Collections.Concurrent;
using System.Net;

namespace DbBackup.Receivers.Tests;

/// <summary>A request as it came in.</summary>
internal sealed record Received(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A real HTTP server on this machine that answers as it is told, the last answer again and again.</summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly Task _serving;
    private readonly TaskCompletionSource _over = new();

    /// <param name="answers">Each answers one request; <see langword="null"/> leaves it without an answer.</param>
    public WebhookServer(params Action<HttpListenerResponse>?[] answers)
    {
        Port = MailServer.FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/{Canary.UrlPath}?key={Canary.UrlQuery}";

    public IReadOnlyList<Received> Received => [.. _received];

    public static Action<HttpListenerResponse> Status(int code) => answer => answer.StatusCode = code;

    public async ValueTask DisposeAsync()
    {
        _over.SetResult();
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync(Action<HttpListenerResponse>?[] answers)
    {
        try
        {
            for (var number = 0; ; number++)
                await AnswerAsync(await _listener.GetContextAsync(), answers[Math.Min(number, answers.Length - 1)]);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, Action<HttpListenerResponse>? answer)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var headers = context.Request.Headers.AllKeys.ToDictionary(k => k!, k => context.Request.Headers[k]!, StringComparer.OrdinalIgnoreCase);
        _received.Enqueue(new(context.Request.HttpMethod, context.Request.RawUrl!, headers, await reader.ReadToEndAsync()));
        if (answer is null)
        {
            await _over.Task;
            context.Response.Abort();
            return;
        }
        answer(context.Response);
        context.Response.Close();
    }
}
