using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class ServiceAttributeTests
{
    [Fact]
    public Task Strings_numbers_enums_and_types_are_keys() => Rule.IsSilent(
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static void Started(
                [FromKeyedServices("a\n")] Version a, [FromKeyedServices(1)] Version b, [FromKeyedServices(-1L)] Version c, [FromKeyedServices('x')] Version d,
                [FromKeyedServices(DayOfWeek.Friday)] Version e, [FromKeyedServices(typeof(System.Collections.Generic.List<>))] Version f, [FromKeyedServices(null)] Version? g, [FromKeyedServices(true)] Version h) { }
        }
        """);
}
