namespace DbBackup.Connectors;

/// <summary>Rows, one after the other, and the bytes of their values.</summary>
internal interface IRowValues
{
    /// <summary>How many values a row has.</summary>
    int Count { get; }

    /// <summary>Goes to the next row.</summary>
    bool Read();

    /// <summary>Whether there is no value.</summary>
    bool IsNull(int place);

    /// <summary>Copies some bytes of a value; fewer than asked for only at its end. Places and offsets only grow.</summary>
    int Copy(int place, long offset, byte[] buffer, int start, int count);
}
