namespace DbBackup.Tests.Faults;

/// <summary>Bytes as they come out of something that is broken.</summary>
internal static class Alteration
{
    public static byte[] Of(byte[] bytes, Fault fault) => fault switch
    {
        Fault.Truncates => bytes[..(bytes.Length / 2)],
        Fault.Flips => FlipABit(bytes),
        _ => new byte[bytes.Length],
    };

    public static byte[] FlipABit(byte[] bytes)
    {
        if (bytes.Length == 0)
            return bytes;
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        return flipped;
    }
}
