namespace DbBackup.Archives;

/// <summary>What a payload is made of, so far as its compression gains from knowing.</summary>
internal enum PayloadContent
{
    /// <summary>Files, or a database as one file.</summary>
    Any,

    /// <summary>Rows as a server sends them.</summary>
    Rows,
}
