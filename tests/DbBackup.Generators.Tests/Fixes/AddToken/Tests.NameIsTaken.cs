using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task Another_name_is_taken_where_the_usual_one_is_used() => Fix<AddTokenFix>.Corrects(
        DiagnosticIds.DBB0041NoToken,
        "Add a CancellationToken to 'Started' and pass it on",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started()
            {
                var token = 1;
                await Task.Delay(token);
                await foreach (var number in NumbersAsync())
                    Console.WriteLine(number);
            }

            private static async System.Collections.Generic.IAsyncEnumerable<int> NumbersAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
            {
                await Task.Delay(1, stop);
                yield return 1;
            }
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static async Task Started(CancellationToken cancellationToken)
            {
                var token = 1;
                await Task.Delay(token, cancellationToken);
                await foreach (var number in NumbersAsync(cancellationToken))
                    Console.WriteLine(number);
            }

            private static async System.Collections.Generic.IAsyncEnumerable<int> NumbersAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
            {
                await Task.Delay(1, stop);
                yield return 1;
            }
        }

        """);
}
