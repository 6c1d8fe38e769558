using CsCheck;
using DbBackup.Configuration;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>Random databases come back as they were. A failure prints the seed and the smallest database that was found to fail.</summary>
public sealed class RandomRoundTripTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static readonly int Rounds = TestSettings.Get("DBBACKUP_TEST_LONG") == "1" ? 150 : 4;

    /// <summary>Into an empty database, and in the place of the same, which must be dropped before.</summary>
    [Theory]
    [InlineData(RestoreMode.Swap)]
    [InlineData(RestoreMode.Transaction)]
    public async Task Random_schemas_and_rows(RestoreMode mode)
    {
        await cluster.CreateRolesAsync("corpus_owner", "corpus_reader");
        await RandomDatabase.Scripts.SampleAsync(script => RoundTripAsync(script, mode), iter: Rounds, threads: 1, print: script => script);
    }

    private async Task RoundTripAsync(string script, RestoreMode mode)
    {
        var source = await cluster.CreateDatabaseAsync(script);
        var copy = await cluster.CreateDatabaseAsync(mode is RestoreMode.Transaction ? script : "");
        await (await Dump.OfAsync(source)).RestoreAsync(copy, mode);
        await FidelityComparison.AssertSameAsync(source, copy);
        await cluster.DropAsync(source, copy);
    }
}
