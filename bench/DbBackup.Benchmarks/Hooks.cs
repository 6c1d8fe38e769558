using System.Runtime.CompilerServices;
using DbBackup.Signals;

namespace DbBackup.Benchmarks;

/// <summary>A receiver that does nothing and is called all the same.</summary>
internal static class Hooks
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Receive(SignalContext context) => GC.KeepAlive(context);
}
