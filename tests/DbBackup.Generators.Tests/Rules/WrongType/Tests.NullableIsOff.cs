using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Rules;

public sealed partial class WrongTypeTests
{
    [Fact]
    public Task Without_nullable_annotations_nothing_is_asked_about_null() => Rule.IsSilent(
        """
        #nullable disable
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PostCleanup)]
            public static void Done(Exception exception) { }
        }
        """);
}
