namespace DbBackup.Connectors;

/// <summary>Takes lines as <see cref="RowLines"/> writes them apart again. Values are decoded in their own place.</summary>
internal static class LineValues
{
    /// <summary>The values of whole lines, one after the other; <see langword="null"/> for no value.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>?> Of(Memory<byte> lines)
    {
        for (var start = 0; start < lines.Length;)
        {
            var length = lines.Span[start..].IndexOfAny((byte)'\t', (byte)'\n');
            yield return Decode(lines.Slice(start, length));
            start += length + 1;
        }
    }

    private static ReadOnlyMemory<byte>? Decode(Memory<byte> value)
    {
        var bytes = value.Span;
        if (bytes.SequenceEqual(@"\N"u8))
            return null;
        var filled = bytes.IndexOf((byte)'\\');
        if (filled < 0)
            return value;
        for (var at = filled; at < bytes.Length; at++)
            bytes[filled++] = bytes[at] != (byte)'\\' ? bytes[at] : bytes[++at] switch { (byte)'0' => (byte)0, (byte)'t' => (byte)'\t', (byte)'n' => (byte)'\n', var other => other };
        return value[..filled];
    }
}
