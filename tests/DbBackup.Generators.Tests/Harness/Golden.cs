using System.Runtime.CompilerServices;

namespace DbBackup.Generators.Tests.Harness;

/// <summary>Compares generated text with the file beside the test, under the naming of Verify.</summary>
internal static class Golden
{
    public static void Verify(GeneratorRun run, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        foreach (var (name, text) in run.Texts)
        {
            var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}#{Path.GetFileNameWithoutExtension(name)}");
            var stable = text.Replace($"\"{typeof(ReceiverGenerator).Assembly.GetName().Version}\"", "\"{version}\"", StringComparison.Ordinal);
            var (verified, received) = ($"{stem}.verified.cs", $"{stem}.received.cs");
            File.Delete(received);
            if (File.Exists(verified) && File.ReadAllText(verified) == stable)
                continue;
            File.WriteAllText(received, stable);
            Assert.Fail($"{Path.GetFileName(verified)} {(File.Exists(verified) ? "differs" : "is missing")}; see {Path.GetFileName(received)}.");
        }
    }
}
