using DbBackup.Catalog;
using DbBackup.Configuration;
using DbBackup.Connectors;

namespace DbBackup.Commands;

/// <summary>Dumps a database and commits the backup: for its own sake, or for safety before a restore.</summary>
internal sealed class DatabaseDump(CommandServices services, DatabaseSettings database, DatabaseConnector connector, BackupDestination destination)
{
    /// <summary>Dumps it.</summary>
    /// <param name="run">The run that it belongs to.</param>
    /// <param name="server">The server that it is filed under.</param>
    /// <param name="name">The backup's name.</param>
    /// <param name="what">What of the database.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="mark">What else the manifest says.</param>
    /// <param name="token">Cancels; nothing becomes visible.</param>
    public async Task<BackupManifest> CommitAsync(
        SignalledRun run, string server, string name, DumpOptions what, ProgressReporter progress, Func<BackupManifest, BackupManifest> mark, CancellationToken token)
    {
        DumpResult? dumped = null;
        return await destination.CommitAsync(
            new(UnfinishedRecord.CurrentFormatVersion, name, run.Id, BackupKind.Database, database.Name, server, ToolVersion.Text),
            connector.Content,
            async (payload, cancellation) => dumped = await connector.DumpAsync(payload, what, cancellation),
            digest => mark(new()
            {
                RunId = run.Id, Kind = BackupKind.Database, Name = name, Server = server,
                Database = database.Name, DatabaseName = connector.DatabaseName,
                Engine = connector.Engine, EngineVersion = dumped!.EngineVersion, Connector = connector.Name,
                StartedAt = run.StartedAt, CompletedAt = services.Clock.GetUtcNow(),
                StoredBytes = digest.StoredBytes, StoredSha256 = digest.StoredSha256,
                PayloadBytes = digest.PayloadBytes, PayloadSha256 = digest.PayloadSha256,
                Compression = Archives.Compression.NameOf(destination.Compression.Kind), Encryption = destination.Encryptor?.Name,
                Tables = dumped.Tables, Excluded = what.ExcludeTables is [] ? null : what.ExcludeTables,
                Schema = dumped.Schema, NotContained = dumped.NotContained is [] ? null : dumped.NotContained, Receivers = run.Receivers, Tool = ToolVersion.Text,
            }),
            progress.Report,
            token);
    }
}
