using CsCheck;
using DbBackup.Servers.Tests.MySql.Fidelity;
using DbBackup.Servers.Tests.MySql.Native;

namespace DbBackup.Servers.Tests.MySql.Random;

/// <summary>Random databases come back as they were. A failure prints the seed and the smallest database that was found to fail.</summary>
public sealed class RandomRoundTripTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private static readonly int Rounds = TestSettings.Get("DBBACKUP_TEST_LONG") == "1" ? 150 : 15;

    [Fact]
    public Task Random_schemas_and_rows() => RandomDatabase.Scripts.SampleAsync(RoundTripAsync, iter: Rounds, threads: 1, print: script => script);

    private async Task RoundTripAsync(string script)
    {
        var source = await server.CreateDatabaseAsync(script);
        var copy = server.AbsentDatabase();
        await (await NativeDump.OfAsync(source)).RestoreAsync(copy);
        await FidelityComparison.AssertSameAsync(source, copy);
        await server.DropAsync(source, copy);
    }
}
