namespace DbBackup.Generators.Tests.Harness;

/// <summary>Code as it is while somebody types.</summary>
internal static class BrokenCode
{
    /// <summary>Holds generator and analyzers to what they promise whatever the code: see <see cref="GeneratorRun.Any"/>.</summary>
    public static async Task Check(Setup setup, params string[] sources) => await Analysis.Of(GeneratorRun.Any(setup, sources).Output);
}
