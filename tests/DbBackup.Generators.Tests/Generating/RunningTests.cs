using System.Reflection;
using DbBackup.Commands;
using DbBackup.Configuration;
using DbBackup.Generators.Tests.Harness;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>Compiles receivers with their table, loads both, and calls what the table says.</summary>
public sealed class RunningTests
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(new Version(1, 2))
        .AddKeyedSingleton("slow", new Version(3, 4))
        .AddKeyedSingleton(DayOfWeek.Monday, new Version(5, 6))
        .AddSingleton(typeof(int), 42)
        .BuildServiceProvider();

    [Fact]
    public async Task Receivers_are_called_in_order_with_their_arguments()
    {
        var shop = Load("""
            namespace Shop;

            public static class Hooks
            {
                public static readonly System.Collections.Generic.List<string> Calls = new();

                [Receiver(Signal.PreBackup, Id = "b")]
                public static void Second(DatabaseSettings database, string serverName) => Calls.Add($"second {database.Engine} {serverName}");

                [Receiver(Signal.PreBackup, Id = "a")]
                public static async Task First(PreBackupContext context, CancellationToken token)
                {
                    await Task.Yield();
                    Calls.Add($"first {context.Database.Engine} {token.CanBeCanceled}");
                }

                [Receiver(Signal.PreBackup, Id = "B")]
                public static void Ordinal(string runId) => Calls.Add($"ordinal {runId}");

                [Receiver(Signal.PreBackup, Order = 5)]
                public static ValueTask Last(DatabaseBackupContext context, CancellationToken token)
                {
                    Calls.Add($"last {context.ServerName}");
                    return default;
                }

                [Receiver(Signal.PreBackup, Order = -5)]
                public static ValueTask Zeroth(SignalContext context, CancellationToken token)
                {
                    Calls.Add($"zeroth {context.Signal}");
                    return default;
                }
            }
            """);

        await CallAll(shop);

        Assert.Equal(["zeroth PreBackup", "ordinal run-1", "first Sqlite True", "second Sqlite web01", "last web01"], Calls(shop));
    }

    [Fact]
    public async Task Services_are_required_optional_or_keyed()
    {
        var shop = Load("""
            namespace Shop;

            public static class Hooks
            {
                public static readonly System.Collections.Generic.List<string> Calls = new();

                [Receiver(Signal.PreBackup)]
                public static void All(
                    [FromServices] Version plain,
                    [FromServices] IComparable<string>? missing,
                    [FromServices] int? number,
                    [FromServices] long? missingNumber,
                    [FromKeyedServices("slow")] Version slow,
                    [FromKeyedServices(DayOfWeek.Monday)] Version? monday,
                    [FromKeyedServices("none")] Version? missingKey,
                    [FromKeyedServices(1L)] int? missingKeyedNumber,
                    ILogger logger, ILogger<Version> typed, IServiceProvider services, TimeProvider clock) =>
                    Calls.Add($"{plain} {missing is null} {number} {missingNumber is null} {slow} {monday} {missingKey is null} {missingKeyedNumber is null} {logger is not null} {typed is not null} {services is not null} {clock == TimeProvider.System}");
            }
            """);

        await CallAll(shop);

        Assert.Equal(["1.2 True 42 True 3.4 5.6 True True True True True True"], Calls(shop));
    }

    [Fact]
    public async Task A_missing_service_fails_the_call()
    {
        var registry = Registry(Load("""
            namespace Shop;

            public static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Needs([FromServices] IComparable<string> missing) { }
            }
            """));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await registry.Receivers[0].Call(Context(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Between_the_table_and_a_receiver_nothing_stands_in_the_stack_or_in_the_way_of_a_debugger()
    {
        var receiver = Registry(Load("""
            namespace Shop;

            public static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Fails() => throw new InvalidOperationException("no");
            }
            """)).Receivers.Single();

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await receiver.Call(Context(), TestContext.Current.CancellationToken));

        Assert.Contains("Shop.Hooks.Fails", thrown.StackTrace, StringComparison.Ordinal);
        Assert.DoesNotContain("AppReceivers", thrown.StackTrace, StringComparison.Ordinal);
        Assert.True(receiver.Call.Method.IsDefined(typeof(System.Diagnostics.DebuggerStepThroughAttribute), inherit: false));
    }

    [Fact]
    public void The_table_carries_what_the_attribute_says()
    {
        var receiver = Registry(Load("""
            namespace Shop;

            public static class Hooks
            {
                [Receiver(Signal.PostBackup, Order = 7, Database = "orders", TimeoutSeconds = 90, Id = "notify")]
                public static void Notify() { }
            }
            """)).Receivers.Single();

        Assert.Equal(
            ("notify", Signal.PostBackup, "Shop", "Hooks.cs:7", 7, "orders", TimeSpan.FromSeconds(90)),
            (receiver.Id, receiver.Signal, receiver.Assembly, receiver.Source, receiver.Order, receiver.Database, receiver.Timeout));
    }

    [Fact]
    public void Every_signal_has_a_context_of_its_name()
    {
        foreach (var signal in Enum.GetNames<Signal>())
        {
            var context = typeof(SignalContext).Assembly.GetType($"DbBackup.Commands.{signal}Context");
            Assert.True(context is { IsSealed: true } && context.IsSubclassOf(typeof(SignalContext)), $"{signal} has no context.");
        }
    }

    [Fact]
    public void Every_argument_of_every_signal_can_be_bound_by_its_name()
    {
        var methods = Enum.GetNames<Signal>().Select(signal =>
        {
            var parameters = typeof(SignalContext).Assembly.GetType($"DbBackup.Commands.{signal}Context")!.GetProperties()
                .Where(property => property.PropertyType != typeof(IServiceProvider))
                .Select(property => $"object? @{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}");
            return $"[Receiver(Signal.{signal})] public static void On{signal}({string.Join(", ", parameters)}) {{ }}";
        });

        Assert.Equal(Enum.GetNames<Signal>().Length, Registry(Load($"namespace Shop; public static class Hooks {{ {string.Join("\n", methods)} }}")).Receivers.Count);
    }

    private static Assembly Load(string source)
    {
        var run = GeneratorRun.Valid(source);
        using var image = new MemoryStream();
        Assert.True(run.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return Assembly.Load(image.ToArray());
    }

    private static ReceiverRegistry Registry(Assembly shop) => (ReceiverRegistry)Activator.CreateInstance(shop.GetType("Shop.AppReceivers")!)!;

    private static List<string> Calls(Assembly shop) => (List<string>)shop.GetType("Shop.Hooks")!.GetField("Calls")!.GetValue(null)!;

    private static async Task CallAll(Assembly shop)
    {
        using var source = new CancellationTokenSource();
        foreach (var receiver in Registry(shop).Receivers)
            await receiver.Call(Context(), source.Token);
    }

    private static PreBackupContext Context() => new()
    {
        RunId = "run-1",
        StartedAt = DateTimeOffset.UnixEpoch,
        Services = Services,
        Sender = null!,
        Connector = null!,
        Database = new DatabaseSettings { Engine = "Sqlite" },
        ServerName = "web01",
    };
}
