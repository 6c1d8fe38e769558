using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Generating;

/// <summary>Code as it is while somebody types: neither generator nor analyzers ever throw, and what is generated compiles.</summary>
public sealed class BrokenCodeTests
{
    private const string Hooks = "namespace Shop { internal static class Hooks { [Receiver(Signal.PreBackup)] public static void Started() { } } }";

    [Theory]
    [InlineData("[DbBackup.Signals.Receiver(DbBackup.Signals.Signal.PreBackup)] internal class Hooks { }")]
    [InlineData("[assembly: Receiver(Signal.PreBackup)] [assembly: ReceiverRegistry]")]
    [InlineData("internal static class Hooks { [Receiver(null)] [Receiver(Signal.Nothing)] [Receiver(1 + )] [Receiver(Order = \"a\")] public static void M(Missing a, , out int) { } }")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static M(string) { } [Receiver(Signal.PreBackup)] static Hooks() { } [Receiver(Signal.PreBackup)] ~Hooks() { } }")]
    [InlineData("[ReceiverRegistry] partial class A : ReceiverRegistry; [ReceiverRegistry] partial class A : ReceiverRegistry; [ReceiverRegistry] enum E { } [ReceiverRegistry] partial record R : ReceiverRegistry;")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M(ILogger<void> a, ILogger<Hooks> b, ILogger<System.Span<int>> c, [FromServices] void[] d) { } }")]
    [InlineData("[Receiver(Signal.PreBackup)] static void Top() { }\n[Receiver(Signal.PreBackup)] int x => 1;")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void (string serverName) { } [Receiver(] [Receiver(Signal.)] public static void N(string serverName, { } }")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M(Missing.Type a, Missing<string> b, string[,] serverName, (int, Missing) c, dynamic database) { } }")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M([FromServices] Missing a, [FromKeyedServices(Missing.Key)] string b, [FromKeyedServices()] string c, [FromKeyedServices(new[] { 1, 2 })] string d) { } }")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M() { } [Receiver(Signal.PreBackup)] public static void M() { } }")]
    [InlineData("internal static class Hooks { [Receiver(Signal.PreBackup)] public static void M(string serverName, string serverName) { } internal int M; }")]
    [InlineData("namespace Shop { class ReceiverDescriptor { } class DbBackup { } class System { } class global { } static class Hooks { [DbBackup.Signals.Receiver(Signal.PreBackup)] internal static void M() { } } }")]
    [InlineData("namespace Shop { partial class A { partial class B { partial class C { [ReceiverRegistry] partial class D : ReceiverRegistry { class A { } class global { } } } } } }")]
    [InlineData("namespace Shop { class A { partial struct B { partial record C { [ReceiverRegistry] partial class D : ReceiverRegistry; } } } }")]
    [InlineData("namespace Shop { partial class A<T> { partial class B { [ReceiverRegistry] partial class C : ReceiverRegistry; [Receiver(Signal.PreBackup)] internal static void M() { } } } }")]
    [InlineData("using Hook = DbBackup.Signals.ReceiverAttribute; using Hook = System.String; static class Hooks { [Hook(Signal.PreBackup)] internal static void M() { } }")]
    [InlineData("static class Hooks {\n#if\n[Receiver(Signal.PreBackup)]\n#else\ninternal static void M() { }\n#endif\n#if NEVER\n}")]
    [InlineData("static class Hooks {\n#if NEVER\n[Receiver(Signal.PreBackup)]\n#endif\ninternal static void M() { }\n#line 0 \"x\ny\"\n#line hidden\n[Receiver(Signal.PreBackup)] internal static void N() { } }")]
    [InlineData("[ReceiverRegistry, IncludeReceivers<>, IncludeReceivers<Missing>(Except = [null, ]), IncludeReceivers<T>(Except = 3)] partial class R : ReceiverRegistry;")]
    [InlineData("[ReceiverRegistry(Discovery = (ReceiverDiscovery)99)] [IncludeReceivers<string>(Except = new string[] { \"a\", \"a\" })] [IncludeReceivers<int[]>] [IncludeReceivers<(int, R)>] partial class R : ReceiverRegistry;")]
    [InlineData("[assembly: ExportedReceivers(7, null)] [assembly: ExportedReceivers(1, typeof(void))] [assembly: ExportedReceiver(null, (Signal)77, \"\", \"\", null)]")]
    [InlineData("namespace DbBackup.Signals { public class ReceiverAttribute : System.Attribute { } public enum Signal { PreBackup } public abstract class ReceiverRegistry { } }")]
    public Task Nothing_throws_on(string source) => BrokenCode.Check(Setup.Default, source);

    [Fact]
    public Task Nothing_throws_on_types_that_are_there_twice() => BrokenCode.Check(Setup.Default, Hooks, Hooks, "namespace Shop { [ReceiverRegistry] internal sealed partial class AppReceivers : ReceiverRegistry; }");

    [Fact]
    public Task Nothing_throws_on_halves_of_a_class_that_contradict_each_other() => BrokenCode.Check(
        Setup.Default,
        "namespace Shop { internal static partial class Hooks { [Receiver(Signal.PreBackup)] public static partial void Started(string serverName); } }",
        "namespace Shop { public partial struct Hooks { [Receiver(Signal.PreBackup)] public static partial int Started(string server); } }");

    // Found by mutations: the wrong class of the name took the table away from the right one.
    [Theory]
    [InlineData("namespace Shop { [ReceiverRegistry] internal sealed partial class AppReceivers<T> : ReceiverRegistry; }")]
    [InlineData("namespace Shop { [ReceiverRegistry] file sealed partial class AppReceivers : ReceiverRegistry; }")]
    public void A_wrong_registry_takes_nothing_from_a_right_one_of_its_name(string wrong) =>
        Assert.Contains("Shop.AppReceivers.g.cs", GeneratorRun.Any(Setup.Default, wrong).Texts.Keys);

    // Found by mutations: a second attribute is an error, but which of both came first decided what was written.
    [Fact]
    public Task A_second_attribute_gives_the_same_bytes_in_any_order() => BrokenCode.Check(
        new Setup { References = [Plugins.Slack.AsAssembly()] },
        "namespace Shop { [ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)] internal sealed partial class AppReceivers : ReceiverRegistry; }");

    [Fact]
    public void A_field_in_the_place_of_the_table_is_an_error_of_the_registry()
    {
        var run = GeneratorRun.Any(new Setup { WithoutRegistry = true }, "namespace Shop { [ReceiverRegistry] internal sealed partial class AppReceivers : ReceiverRegistry { public int CreateTable; } }");
        Assert.DoesNotContain("Shop.AppReceivers.g.cs", run.Texts.Keys);
    }

    [Fact]
    public void A_class_in_several_files_has_receivers_in_each() => Assert.Contains("Shop.Hooks.Ended", GeneratorRun.Valid(
        "namespace Shop; internal static partial class Hooks { [Receiver(Signal.PreBackup)] public static void Started() { } }",
        "namespace Shop; partial class Hooks { [Receiver(Signal.PostBackup)] public static void Ended() { } }").Text, StringComparison.Ordinal);

    [Fact]
    public void Attributes_by_a_global_using_are_found()
    {
        var setup = new Setup { GlobalUsings = "global using Hook = DbBackup.Signals.ReceiverAttribute; global using static DbBackup.Signals.Signal;" };
        Assert.Contains("Shop.Hooks.Started", GeneratorRun.Valid(setup, "namespace Shop; internal static class Hooks { [Hook(PreBackup)] public static void Started() { } }").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_condition_leaves_out_is_no_receiver() => Assert.DoesNotContain("Shop.Hooks.Started", GeneratorRun.Valid("""
        namespace Shop;

        internal static class Hooks
        {
        #if NEVER
            [Receiver(Signal.PreBackup)]
        #endif
            public static void Started() { }
        }
        """).Text, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_two_projects_share_has_receivers_in_both()
    {
        var library = Library.Of("Acme.Linked", Hooks);
        var setup = new Setup { References = [library.AsProject()], WithoutRegistry = true };
        var text = GeneratorRun.Valid(setup, Hooks, "namespace Shop; [ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)] internal sealed partial class AppReceivers : ReceiverRegistry;").Text;
        Assert.Contains("Assembly = \"Acme.Linked\"", text, StringComparison.Ordinal);
        Assert.Contains("Assembly = \"Shop\"", text, StringComparison.Ordinal);
    }
}
