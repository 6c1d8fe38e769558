using DbBackup.Servers.Tests.PostgreSql;

[assembly: AssemblyFixture(typeof(ClusterTemplate))]

namespace DbBackup.Servers.Tests.PostgreSql;

/// <summary>A cluster as <c>initdb</c> leaves it, made once for all tests: a copy of it is there in a moment.</summary>
public sealed class ClusterTemplate : IAsyncLifetime
{
    /// <summary>The password of the superuser <c>postgres</c>, which connections over TCP need.</summary>
    internal const string Password = "S3cret of the tests";

    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _once = new(1);
    private bool _isMade;

    public ValueTask InitializeAsync() => default;

    /// <summary>Copies the cluster's folder to a path that is not there yet.</summary>
    internal async Task CopyAsync(string target, CancellationToken token)
    {
        await _once.WaitAsync(token);
        try
        {
            if (!_isMade)
                await MakeAsync(token);
            _isMade = true;
        }
        finally
        {
            _once.Release();
        }
        (await Processes.RunAsync("cp", ["-a", "--reflink=auto", _folder["data"], target], token: token)).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        _once.Dispose();
        _folder.Dispose();
        return default;
    }

    private async Task MakeAsync(CancellationToken token)
    {
        await File.WriteAllTextAsync(_folder["password"], Password, token);
        await ServerAccount.GiveAsync(_folder.Path, token);
        string[] command =
        [
            .. ServerAccount.Prefix, PostgresPrograms.Of("initdb"), "--pgdata", _folder["data"], "--username=postgres", $"--pwfile={_folder["password"]}", "--auth-local=trust",
            "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--wal-segsize=4",
        ];
        (await Processes.RunAsync(command[0], command[1..], token: token)).Succeeded();
        await File.AppendAllTextAsync(_folder["data/postgresql.conf"], Settings, token);
    }

    private const string Settings =
        """

        # Nothing here outlives its test.
        fsync = off
        full_page_writes = off
        shared_buffers = 64MB
        max_wal_size = 1GB
        max_connections = 60
        max_prepared_transactions = 4
        max_locks_per_transaction = 256
        wal_level = logical
        jit = off
        autovacuum_naptime = 1h
        log_line_prefix = '%m [%p] %a %d '
        """;
}
