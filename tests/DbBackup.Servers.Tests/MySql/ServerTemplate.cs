using DbBackup.Servers.Tests.MySql;

[assembly: AssemblyFixture(typeof(ServerTemplate))]

namespace DbBackup.Servers.Tests.MySql;

/// <summary>A server's data as its installation leaves it, made once for all tests: a copy of it is there in a moment.</summary>
public sealed class ServerTemplate : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _once = new(1);
    private readonly HashSet<int> _made = [];

    public ValueTask InitializeAsync() => default;

    /// <summary>Copies the data to a path that is not there yet.</summary>
    /// <param name="target">The path.</param>
    /// <param name="lowerCaseTableNames">How the server treats the case of names, which is laid down with its data.</param>
    /// <param name="token">Stops.</param>
    internal async Task CopyAsync(string target, int lowerCaseTableNames, CancellationToken token)
    {
        var data = _folder[$"data{lowerCaseTableNames}"];
        await _once.WaitAsync(token);
        try
        {
            if (!_made.Contains(lowerCaseTableNames))
                await MakeAsync(data, lowerCaseTableNames, token);
            _made.Add(lowerCaseTableNames);
        }
        finally
        {
            _once.Release();
        }
        (await Processes.RunAsync("cp", ["-a", "--reflink=auto", data, target], token: token)).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        _once.Dispose();
        _folder.Dispose();
        return default;
    }

    private async Task MakeAsync(string data, int lowerCaseTableNames, CancellationToken token)
    {
        await ServerAccount.GiveAsync(_folder.Path, token);
        string[] command = MySqlPrograms.IsMariaDb
            ? [MySqlPrograms.Of("mariadb-install-db"), "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=8M"]
            : [MySqlPrograms.Server, "--no-defaults", "--initialize-insecure", "--innodb-redo-log-capacity=32M"];
        command = [.. ServerAccount.Prefix, .. command, $"--datadir={data}", $"--lower-case-table-names={lowerCaseTableNames}"];
        (await Processes.RunAsync(command[0], command[1..], token: token)).Succeeded();
    }
}
