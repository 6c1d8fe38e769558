using DbBackup.Generators.CodeFixes;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Tests.Harness;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class AddTokenTests
{
    [Fact]
    public Task It_is_passed_to_what_is_returned_and_inside_it() => Fix<AddTokenFix>.Corrects(
        DiagnosticIds.DBB0041NoToken,
        "Add a CancellationToken to 'Started' and pass it on",
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task Started([FromServices] System.Net.Http.HttpClient http)
            {
                return Task.WhenAll(http.GetStringAsync("/first"), http.GetStringAsync(
                    "/second"));
            }
        }

        """,
        """
        namespace Shop;

        internal static class Hooks
        {
            [Receiver(Signal.PreBackup)]
            public static Task Started([FromServices] System.Net.Http.HttpClient http, CancellationToken token)
            {
                return Task.WhenAll(http.GetStringAsync("/first", token), http.GetStringAsync(
                    "/second",
                    token));
            }
        }

        """);
}
