using DbBackup.Configuration;
using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>Calls the address that raises the alarm when the calls stop.</summary>
internal static class DeadManSwitch
{
    private const string Id = "Health:PingUrl";

    /// <summary>Calls it, where there is one. That a run was good stays true when the call fails: it is a receiver's failure.</summary>
    /// <param name="settings">The address.</param>
    /// <param name="signal">The signal that the good run sent last.</param>
    public static async Task<IReadOnlyList<ReceiverFailure>> PingAsync(HealthSettings settings, Signal signal)
    {
        if (string.IsNullOrWhiteSpace(settings.PingUrl))
            return [];
        var address = new Uri(settings.PingUrl);
        return await CallAsync(address, settings.PingTimeout) is var (reason, cause)
            ? [new(signal, Id, new BackupException($"{Id} ({address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}) was not reached: {reason}. The run itself was good; check the address and the network.", cause))]
            : [];
    }

    // It follows no redirect, for the address may hold a secret; and a proxy would look for this machine's loopback address on its own machine.
    private static async Task<(string Reason, Exception? Cause)?> CallAsync(Uri address, TimeSpan timeout)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback }) { Timeout = timeout };
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            return answer.IsSuccessStatusCode ? null : ($"the answer was {(int)answer.StatusCode}", null);
        }
        catch (OperationCanceledException)
        {
            return ($"there was no answer within {timeout.TotalSeconds:0.#} s", null);
        }
        catch (HttpRequestException exception)
        {
            return (exception.Message.TrimEnd('.'), exception);
        }
    }
}
