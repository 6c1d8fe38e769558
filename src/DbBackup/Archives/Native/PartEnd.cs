namespace DbBackup.Archives;

/// <summary>Where a part of a stream ends.</summary>
internal enum PartEnd
{
    /// <summary>Between two rows: another stream's part may follow.</summary>
    Row,

    /// <summary>Within a row that is longer than a part: the stream's next part follows at once.</summary>
    InRow,

    /// <summary>With the stream.</summary>
    Stream,
}
