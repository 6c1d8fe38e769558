using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>A stream of rows to dump, and how it is asked for.</summary>
/// <param name="Stream">The stream, as the archive has it.</param>
/// <param name="Copy">The statement that gives it.</param>
/// <param name="Subject">The table, for messages.</param>
internal sealed record PgStream(NativeStream Stream, string Copy, string Subject)
{
    /// <summary>Whether its rows are text.</summary>
    public bool IsText => Stream.Format == PgCopy.Text;
}
