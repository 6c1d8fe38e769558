using DbBackup.Signals;
using static DbBackup.Tests.Signals.TableOf;

namespace DbBackup.Tests.Signals;

/// <summary>What is measured here is the whole process's, so that no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Receivers_that_are_synchronous_allocate_nothing(int timeoutSeconds)
    {
        // An unoptimised build makes an object of the dispatch itself, whatever it calls: so the cost of nine receivers more is measured.
        var of1 = await AllocatedPerSendAsync(1, timeoutSeconds);
        var of10 = await AllocatedPerSendAsync(10, timeoutSeconds);

        // The runtime allocates a little beside it; nine objects would be 216 bytes and more.
        Assert.True(of10 - of1 < 100, $"{of1} bytes for one receiver, {of10} for ten");
    }

    private static async Task<double> AllocatedPerSendAsync(int receivers, int timeoutSeconds)
    {
        using var dispatcher = new SignalDispatcher(
            [new TableOf([.. Enumerable.Range(0, receivers).Select(i => Receiver(Signal.PostBackup, $"r{i}", static (_, _) => default))])],
            TimeSpan.FromSeconds(timeoutSeconds));
        var context = AnyContext.Of(Signal.PostBackup);
        const int Sends = 5_000;
        for (var warmUp = 0; warmUp < Sends; warmUp++)
            await dispatcher.SendAsync(context, CancellationToken.None).ConfigureAwait(false);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Sends; i++)
            await dispatcher.SendAsync(context, CancellationToken.None).ConfigureAwait(false);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Sends;
    }
}
