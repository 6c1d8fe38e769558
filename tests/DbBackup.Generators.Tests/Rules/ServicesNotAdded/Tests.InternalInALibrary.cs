using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServicesNotAddedTests
{
    [Theory]
    [InlineData("internal sealed class [|Pager|]", "'Pager' is internal; make it public")]
    [InlineData("public sealed class [|Pager|]<T>", "'Pager' is generic; remove its type parameters")]
    [InlineData("file sealed class [|Pager|]", "'Pager' is file-local; make it public")]
    public Task A_class_that_no_application_can_name_is_reported_in_a_library(string declaration, string why) => Rule.Fires(
        new Setup { WithoutRegistry = true },
        DiagnosticIds.DBB0049ServicesNotAdded,
        $$"""
        namespace Shop;

        {{declaration}} : IReceiverLibrary
        {
            public static void AddServices(IServiceCollection services) { }
        }
        """,
        $"No registry can add the services of 'Pager', because {why}");
}
