using DbBackup.Commands;

namespace DbBackup.Cli;

/// <summary>The result of <c>unpin</c>.</summary>
internal static class UnpinReport
{
    public static Report Of(UnpinResult result) => new()
    {
        ExitCode = ExitCodes.Done,
        Lines = [.. result.Unpinned.Select(b => $"unpinned {b.Name}"), .. result.NotPinned.Select(b => $"{b.Name} is not pinned")],
        Json = () => JsonDocuments.Write(new UnpinDocument(ExitCodes.Done, null, [.. result.Unpinned.Select(b => b.Name)], [.. result.NotPinned.Select(b => b.Name)])),
    };
}
