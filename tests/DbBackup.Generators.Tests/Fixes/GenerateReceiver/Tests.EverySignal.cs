using DbBackup.Generators.Tests.Harness;
using DbBackup.Signals;

namespace DbBackup.Generators.Tests.Fixes;

public sealed partial class GenerateReceiverTests
{
    /// <summary>One after the other into the same class, in a file without usings.</summary>
    [Fact]
    public async Task Every_signal_is_offered_and_compiles()
    {
        using var editor = Refactoring.Open("using System;\n\nnamespace Shop;\n\ninternal static class [||]Hooks\n{\n}\n", out var place);
        foreach (var signal in Enum.GetNames<Signal>())
        {
            place = (await editor.TextAsync(0)).IndexOf("Hooks", StringComparison.Ordinal);
            var choices = Assert.Single(await Refactoring.OfferedAsync(editor, place)).NestedActions;
            Assert.Equal(Enum.GetNames<Signal>(), choices.Select(choice => choice.Title));
            await editor.ApplyAsync(choices.Single(choice => choice.Title == signal));
        }

        await editor.AssertCompilesAsync();
        Assert.Empty(await editor.AnalyzeAsync());
        Assert.DoesNotContain("(DbBackup.", await editor.TextAsync(0), StringComparison.Ordinal);
    }
}
