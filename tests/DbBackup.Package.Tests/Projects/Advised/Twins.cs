#if TWINS
namespace Advised;

/// <summary>The same without an attribute: the rules are right about it.</summary>
internal sealed class Twins
{
    private static void Unused() => Console.WriteLine();

    internal static async Task Notify(string filename, string serverName, CancellationToken token) =>
        await Console.Out.WriteLineAsync(filename.AsMemory(), token);
}
#endif
