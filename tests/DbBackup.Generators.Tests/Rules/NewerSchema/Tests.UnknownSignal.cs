using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NewerSchemaTests
{
    [Fact]
    public Task A_signal_of_tomorrow_is_refused_also_where_everything_is_taken() => Rule.Fires(
        Plugins.Application(Plugins.Plain("Acme.New", """
            [assembly: DbBackup.Signals.ExportedReceivers(1, typeof(Acme.New.Receivers))]
            [assembly: DbBackup.Signals.ExportedReceiver("a", (DbBackup.Signals.Signal)99, "Acme.New.Receivers", "A", "A.cs:1")]
            namespace Acme.New { public class Receivers { } }
            """).AsAssembly()),
        DiagnosticIds.DBB0053NewerSchema,
        """
        namespace Shop;

        [ReceiverRegistry(Discovery = ReceiverDiscovery.AllReferences)]
        internal sealed partial class [|AppReceivers|] : ReceiverRegistry;
        """,
        "'Acme.New' exports its receivers for signals that this version of DbBackup does not know; update the package DbBackup in this project");
}
