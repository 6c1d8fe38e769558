namespace DbBackup.Servers.Tests;

/// <summary>A database of some server, for tests that are the same of all of them.</summary>
public interface IServerDatabase
{
    string ConnectionString { get; }

    /// <summary>Runs statements.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>The rows, every column as text.</summary>
    Task<IReadOnlyList<string>> LinesAsync(string sql);
}
