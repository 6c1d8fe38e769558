using CsCheck;
using DbBackup.Servers.Tests.PostgreSql.Fidelity;

namespace DbBackup.Servers.Tests.PostgreSql.Random;

/// <summary>Random databases come back as they were. A failure prints the seed and the smallest database that was found to fail.</summary>
public sealed class RandomRoundTripTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private static readonly int Rounds = TestSettings.Get("DBBACKUP_TEST_LONG") == "1" ? 150 : 15;

    [Fact]
    public async Task Random_schemas_and_rows()
    {
        await cluster.CreateRolesAsync("corpus_owner", "corpus_reader");
        await RandomDatabase.Scripts.SampleAsync(RoundTripAsync, iter: Rounds, threads: 1, print: script => script);
    }

    private async Task RoundTripAsync(string script)
    {
        var source = await cluster.CreateDatabaseAsync(script);
        var copy = await cluster.CreateDatabaseAsync();
        await (await Dump.OfAsync(source)).RestoreAsync(copy);
        await FidelityComparison.AssertSameAsync(source, copy);
        await cluster.DropAsync(source, copy);
    }
}
