using DbBackup.Connectors;

namespace DbBackup.Tests.Faults;

/// <summary>A connector one of whose calls, or of those of the streams that it is given, goes wrong.</summary>
internal sealed class FaultyConnector(DatabaseConnector inner, FaultPlan faults) : DatabaseConnector
{
    public override string Engine => inner.Engine;

    public override string Name => inner.Name;

    public override string Extension => inner.Extension;

    public override string DatabaseName => inner.DatabaseName;

    public override async Task<DatabaseInspection> InspectAsync(CancellationToken token)
    {
        await faults.NextAsync();
        return await inner.InspectAsync(token);
    }

    public override async Task<DumpResult> DumpAsync(Stream destination, DumpOptions options, CancellationToken token)
    {
        var fault = await faults.NextAsync();
        var result = await inner.DumpAsync(new FaultyStream(destination, faults), options, token);
        return fault is Fault.LosesItsAnswer ? throw FaultPlan.Error() : result;
    }

    public override async Task<RestoreResult> RestoreAsync(Stream source, RestoreOptions options, CancellationToken token)
    {
        await faults.NextAsync();
        return await inner.RestoreAsync(new FaultyStream(source, faults), options, token);
    }

    public override async Task<bool> ExistsAsync(CancellationToken token)
    {
        await faults.NextAsync();
        return await inner.ExistsAsync(token);
    }
}
