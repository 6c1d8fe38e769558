using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class NewerSchemaTests
{
    [Fact]
    public Task A_schema_of_tomorrow_is_refused() => Rule.Fires(
        Plugins.Application(Plugins.Plain("Acme.New", """
            [assembly: DbBackup.Signals.ExportedReceivers(2, typeof(Acme.New.Receivers))]
            namespace Acme.New { public class Receivers { } }
            """).AsAssembly()),
        DiagnosticIds.DBB0053NewerSchema,
        """
        namespace Shop;

        [ReceiverRegistry]
        [[|IncludeReceivers<Acme.New.Receivers>|]]
        internal sealed partial class AppReceivers : ReceiverRegistry;
        """,
        "'Acme.New' exports its receivers by schema 2 that this version of DbBackup does not know; update the package DbBackup in this project");
}
