using DbBackup.Commands;
using DbBackup.Signals;

namespace DbBackup.Tests.Docs;

#region Hooks
internal static class HealthHooks
{
    [Receiver(Signal.HealthChecked)]
    public static void Tell(IReadOnlyList<HealthProblem> problems, string serverName)
    {
        foreach (var problem in problems)
            Console.WriteLine($"{serverName}: {problem.Kind}: {problem.Message}");
    }
}
#endregion
