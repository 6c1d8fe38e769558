namespace DbBackup.Connectors;

/// <summary>Follows the bytes of a COPY: how many rows there were, and where one ends.</summary>
internal interface IRowWalker
{
    /// <summary>Rows so far, one that has only begun included.</summary>
    long Rows { get; }

    /// <summary>Whether the last row and all that follows it was seen, as far as the format tells.</summary>
    bool IsEnded { get; }

    /// <summary>Goes on with the bytes that follow those understood so far.</summary>
    /// <returns>How many were understood; and where among them the last row ends, 0 when none does.</returns>
    (int Understood, int Boundary) Walk(ReadOnlySpan<byte> bytes);
}
