using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace DbBackup.Receivers;

/// <summary>Posts one message to its address.</summary>
internal sealed class WebhookDelivery
{
    private readonly WebhookSettings _settings;
    private readonly Uri _address;
    private readonly string _id;
    private readonly byte[] _body;
    private readonly string? _token;
    private readonly string? _signingKey;

    /// <exception cref="BackupException">A secret cannot be read, or the address is none.</exception>
    public WebhookDelivery(WebhookSettings settings, RunReport report)
    {
        _settings = settings;
        _address = WebhookRules.Address(SecretFile.Read("Receivers:Webhook:UrlFile", settings.Url, settings.UrlFile))
            ?? throw new BackupException("'Receivers:Webhook:Url' is no address with http or https; correct it.");
        _token = SecretFile.Read("Receivers:Webhook:TokenFile", settings.Token, settings.TokenFile);
        if (_token is not null && !WebhookRules.IsToken(_token))
            throw new BackupException("'Receivers:Webhook:Token' cannot stand in a header; a token has letters, digits and signs only.");
        _signingKey = SecretFile.Read("Receivers:Webhook:SigningKeyFile", null, settings.SigningKeyFile);
        _id = $"{report.RunId}-{report.Signal}";
        _body = JsonSerializer.SerializeToUtf8Bytes(WebhookMessage.Of(report), WebhookJson.Default.WebhookMessage);
    }

    /// <summary>The address without what may be secret in it.</summary>
    private string Server => $"webhook {_address.Scheme}://{_address.Authority}";

    /// <summary>Posts it.</summary>
    /// <exception cref="DeliveryException">It was not accepted.</exception>
    public Task PostAsync(HttpClient? ofApplication, WebhookClient own, TimeProvider clock, ILogger logger, CancellationToken token)
    {
        var http = ofApplication ?? own.For(_address);
        return new Attempts(_settings, Server, clock, logger).RunAsync(cancellation => TryAsync(http, clock, cancellation), token);
    }

    private async Task TryAsync(HttpClient http, TimeProvider clock, CancellationToken token)
    {
        using var request = Request(clock);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            if (IsElsewhere(answer.RequestMessage))
                throw Redirected();
            if (!answer.IsSuccessStatusCode)
                throw Refused(answer, clock);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(e);
        }
    }

    private HttpRequestMessage Request(TimeProvider clock)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(_body) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } },
        };
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("DbBackup", typeof(WebhookDelivery).Assembly.GetName().Version?.ToString(3)));
        request.Headers.Add("Idempotency-Key", _id);
        request.Headers.Add("webhook-id", _id);
        request.Headers.Add("webhook-timestamp", timestamp);
        if (_signingKey is not null)
            request.Headers.Add("webhook-signature", WebhookSignature.Of(_signingKey, _id, timestamp, _body));
        if (_token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_token}");
        return request;
    }

    // A client of the application's own may follow redirects, and makes a GET of the POST.
    private bool IsElsewhere(HttpRequestMessage? sent) => sent is not null && (sent.RequestUri != _address || sent.Method != HttpMethod.Post);

    private DeliveryException Redirected() => new($"The {Server} redirects to another address. Set Receivers:Webhook:Url to the one that answers.");

    private DeliveryException Refused(HttpResponseMessage answer, TimeProvider clock) => (int)answer.StatusCode switch
    {
        >= 300 and < 400 => Redirected(),
        401 or 403 => new($"{Answered(answer)}. Check Receivers:Webhook:Token."),
        404 or 410 => new($"{Answered(answer)}. Check the path of Receivers:Webhook:Url."),
        408 or 429 or >= 500 => new($"{Answered(answer)}. Check that it works.", mayPass: true, RetryAfter(answer, clock)),
        _ => new($"{Answered(answer)}. Ask whoever runs it what it takes."),
    };

    // The reason phrase and the body are the server's own words, and may quote what it was told.
    private string Answered(HttpResponseMessage answer) =>
        $"The {Server} answered {(int)answer.StatusCode}{(Enum.IsDefined(answer.StatusCode) ? $" ({answer.StatusCode})" : "")}";

    private static TimeSpan? RetryAfter(HttpResponseMessage answer, TimeProvider clock) =>
        answer.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - clock.GetUtcNow() : null;

    private DeliveryException Unreachable(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => new(
            $"The {Server} and this machine cannot agree on TLS, or its certificate is not trusted. Check Receivers:Webhook:Url and the system's certificates."),
        HttpRequestError.NameResolutionError => new($"The {Server} cannot be found. Check the name in Receivers:Webhook:Url.", mayPass: true),
        var error => new($"The {Server} cannot be reached ({error}). Check Receivers:Webhook:Url, and that it runs.", mayPass: true),
    };
}
