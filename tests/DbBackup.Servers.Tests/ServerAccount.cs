namespace DbBackup.Servers.Tests;

/// <summary>Under whom servers run: they refuse root, so that root's tests start them as somebody without rights.</summary>
internal static class ServerAccount
{
    private const string Name = "nobody";
    private static readonly bool IsRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    /// <summary>The words in front of a command that make it run so.</summary>
    public static IReadOnlyList<string> Prefix { get; } = IsRoot ? ["setpriv", $"--reuid={Name}", "--regid=nogroup", "--clear-groups"] : [];

    /// <summary>Gives a folder and all in it to the account.</summary>
    public static async Task GiveAsync(string folder, CancellationToken token)
    {
        if (IsRoot)
            (await Processes.RunAsync("chown", ["-R", $"{Name}:nogroup", folder], token: token)).Succeeded();
    }
}
