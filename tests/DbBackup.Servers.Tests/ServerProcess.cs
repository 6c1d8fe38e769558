using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DbBackup.Servers.Tests;

/// <summary>A server that runs as somebody without rights, and ends with the tests, also when their process is killed.</summary>
internal sealed class ServerProcess
{
    // The shell waits for the end of its input, which is the end of this process at the latest, and takes the server along.
    private const string WithUs = "\"$@\" </dev/null & server=$!; cat >/dev/null; kill -$SIGNAL $server 2>/dev/null; wait $server";

    private readonly Process _shell;

    private ServerProcess(Process shell) => _shell = shell;

    public bool HasExited => _shell.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="log">Where its messages go.</param>
    /// <param name="signal">The signal that ends it without waiting for its clients.</param>
    public static ServerProcess Start(IEnumerable<string> command, string log, string signal)
    {
        string[] words = [.. ServerAccount.Prefix, "sh", "-c", WithUs.Replace("$SIGNAL", signal, StringComparison.Ordinal), "sh", .. command];
        var start = new ProcessStartInfo("sh", ["-c", $"exec \"$@\" >>{log} 2>&1", "sh", .. words]) { RedirectStandardInput = true, WorkingDirectory = "/" };
        return new(Process.Start(start)!);
    }

    /// <summary>Ends it and waits for that.</summary>
    public async Task StopAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync(CancellationToken.None);
        _shell.Dispose();
    }

    /// <summary>A port that nobody uses just now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
