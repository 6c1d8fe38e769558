namespace DbBackup.Receivers;

/// <summary>The client that posts when the application has none of its own. It follows no redirect: the token is for one address only.</summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly Lazy<HttpClient> _proxied = new(() => Create(useProxy: true));
    private readonly Lazy<HttpClient> _direct = new(() => Create(useProxy: false));

    /// <summary>The client for an address. A proxy would look for this machine's loopback address on its own machine.</summary>
    public HttpClient For(Uri address) => (address.IsLoopback ? _direct : _proxied).Value;

    public void Dispose()
    {
        foreach (var client in (Lazy<HttpClient>[])[_proxied, _direct])
            if (client.IsValueCreated)
                client.Value.Dispose();
    }

    // The attempts have a limit of their own.
    private static HttpClient Create(bool useProxy) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = useProxy }) { Timeout = Timeout.InfiniteTimeSpan };
}
