namespace DbBackup.Connectors;

/// <summary>Follows a text COPY: a row is a line, and line breaks within values are escaped.</summary>
internal sealed class TextRows : IRowWalker
{
    public long Rows { get; private set; }

    public bool IsEnded => true;

    public (int Understood, int Boundary) Walk(ReadOnlySpan<byte> bytes)
    {
        Rows += bytes.Count((byte)'\n');
        return (bytes.Length, bytes.LastIndexOf((byte)'\n') + 1);
    }
}
