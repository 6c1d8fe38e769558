using DbBackup.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>The text of the table.</summary>
public sealed class TableTests
{
    [Fact]
    public void A_receiver_of_every_kind_of_argument() => Golden.Verify(GeneratorRun.Valid("""
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void BackupStarted(DatabaseSettings database) => Console.WriteLine(database.Name);

            [Receiver(Signal.PostBackup, Order = 10, Database = "orders", TimeoutSeconds = 30)]
            [Receiver(Signal.PostRestore, Id = "notify \"restored\"")]
            public static Task Notify(SignalContext context, [FromServices] System.Net.Http.HttpClient http, CancellationToken token) => Task.CompletedTask;

            [Receiver(Signal.PreRestore, Signal.PreMediaRestore, Order = -1)]
            internal static ValueTask Validate(string filename, ILogger logger, ILogger<string> typed, TimeProvider clock, IServiceProvider services, string runId, CancellationToken token) => default;

            [Receiver(Signal.BackupFailed)]
            public static void Failed(BackupFailedContext context, object exception) { }

            [Receiver(Signal.PreCleanup)]
            public static void Spare(PreCleanupContext context, [FromServices] IComparable<string>? optional, [FromKeyedServices("slow")] Version keyed, [FromKeyedServices(DayOfWeek.Monday)] int? count) { }
        }
        """));

    [Fact]
    public void A_registry_without_receivers() => Golden.Verify(GeneratorRun.Valid(""));

    [Fact]
    public void Keywords_and_other_alphabets_as_names() => Golden.Verify(GeneratorRun.Valid(new Setup { WithoutRegistry = true }, """
        namespace @event.Größe;

        public partial interface @class
        {
            #pragma warning disable CS8981
            internal static partial class lower
            {
                [ReceiverRegistry]
                private sealed partial class Registry : ReceiverRegistry;
            }

            internal partial record struct @await
            {
                [ReceiverRegistry]
                private sealed partial class @new : ReceiverRegistry;
            }

            internal static class @static
            {
                [Receiver(Signal.PreBackup)]
                internal static void @return(string @serverName) { }

                [Receiver(Signal.PreBackup)]
                internal static void Сигнал() { }
            }
        }
        """));

    [Fact]
    public void The_lowest_language_version_is_10() => GeneratorRun.Valid(new Setup { Language = LanguageVersion.CSharp10 }, """
        namespace Shop
        {
            internal static class Hooks
            {
                [Receiver(Signal.PostBackup)]
                public static Task Notify(PostBackupContext context, string filename, ILogger logger, [FromServices] Version version, CancellationToken token) => Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public void Every_registry_gets_every_receiver()
    {
        var run = GeneratorRun.Valid("""
            namespace Shop;

            [ReceiverRegistry]
            public sealed partial class Appreceivers : ReceiverRegistry;

            internal static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Started() { }
            }
            """);

        Assert.Equal(["Exported-Receivers.g.cs", "Shop.AppReceivers.g.cs", "Shop.Appreceivers.2.g.cs"], run.Texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(run.Texts.Values.Where(text => text.Contains("CreateTable", StringComparison.Ordinal)), text => Assert.Contains("Id = \"Shop.Hooks.Started\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_receiver_is_called_and_not_an_overload_that_fits_better() => Assert.Contains(
        "global::Shop.Hooks.Started((object)arguments.Database);",
        GeneratorRun.Valid("""
            namespace Shop;

            internal static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Started(object database) { }

                public static void Started(DatabaseSettings database) { }
            }
            """).Text,
        StringComparison.Ordinal);

    [Fact]
    public void Obsolete_and_experimental_types_that_a_receiver_takes_raise_no_warning_in_the_table() => Assert.Contains(
        "#pragma warning disable CS0612, OLD1, SHOP1",
        GeneratorRun.Valid("""
            #pragma warning disable CS0612, OLD1, SHOP1
            namespace Shop;

            [Obsolete] public class Old;
            [Obsolete("old", DiagnosticId = "OLD1")] public class Older;
            [System.Diagnostics.CodeAnalysis.Experimental("SHOP1")] public class Young;

            internal static class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static void Started([FromServices] Old a, [FromServices] Older[] b, [FromServices] Lazy<Young> c) { }
            }
            """).Text,
        StringComparison.Ordinal);

    [Fact]
    public void Partial_methods_are_receivers_once()
    {
        var text = GeneratorRun.Valid("""
            namespace Shop;

            internal static partial class Hooks
            {
                [Receiver(Signal.PreBackup)]
                public static partial void Started(string serverName);

                [Receiver(Signal.PostBackup)]
                public static partial void Started(string serverName) { }
            }
            """).Text;

        Assert.Equal(3, text.Split("new global::DbBackup.Signals.ReceiverDescriptor\n").Length);
    }

    [Fact]
    public void Attributes_by_alias_are_found() => Assert.Contains("Shop.Hooks.Started", GeneratorRun.Valid("""
        using Hook = DbBackup.Signals.ReceiverAttribute;
        namespace Shop;

        internal static class Hooks
        {
            [Hook(Signal.PreBackup)]
            public static void Started() { }
        }
        """).Text, StringComparison.Ordinal);
}
