namespace DbBackup.Catalog;

/// <summary>Ids of runs: 26 letters and digits that sort by time, as the ULID specification writes 128 bits.</summary>
internal static class RunId
{
    private const string CrockfordBase32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>An id of this moment; its bits are those of a version 7 UUID (RFC 9562, section 5.7).</summary>
    public static string New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var value = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(26, value, static (letters, bits) =>
        {
            for (var i = letters.Length - 1; i >= 0; i--, bits >>= 5)
                letters[i] = CrockfordBase32[(int)(bits & 31)];
        });
    }
}
