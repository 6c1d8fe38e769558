using System.Buffers.Binary;
using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.PostgreSql;

public sealed class RowWalkerTests
{
    [Fact]
    public void Rows_are_counted_and_their_ends_found_wherever_the_bytes_are_cut()
    {
        var (bytes, ends) = Copy([[4, null, 0], [], [1], [300, 2], [null]]);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var walker = new BinaryRows();
            var (understood, boundary) = walker.Walk(bytes.AsSpan(0, cut));
            Assert.Equal(ends.LastOrDefault(e => e <= cut && e <= understood), boundary);
            Assert.InRange(understood, cut - 19, cut);
            walker.Walk(bytes.AsSpan(understood));
            Assert.Equal(5, walker.Rows);
            Assert.True(walker.IsEnded);
        }
    }

    [Fact]
    public void A_binary_copy_without_its_trailer_is_not_at_its_end()
    {
        var (bytes, _) = Copy([[4]]);
        var walker = new BinaryRows();
        walker.Walk(bytes.AsSpan(0, bytes.Length - 2));
        Assert.False(walker.IsEnded);
    }

    [Fact]
    public void Lines_are_rows()
    {
        var walker = new TextRows();
        Assert.Equal((7, 6), walker.Walk("a\tb\nc\nd"u8));
        Assert.Equal((1, 1), walker.Walk("\n"u8));
        Assert.Equal(3, walker.Rows);
    }

    /// <summary>A binary COPY of rows of values of these lengths, and where it could be cut between rows.</summary>
    private static (byte[] Bytes, List<int> Ends) Copy(int?[][] rows)
    {
        var bytes = new List<byte>(BinaryRows.Header.ToArray());
        List<int> ends = [bytes.Count];
        foreach (var row in rows)
        {
            Add16((short)row.Length);
            foreach (var length in row)
            {
                Add32(length ?? -1);
                bytes.AddRange(new byte[length ?? 0]);
            }
            ends.Add(bytes.Count);
        }
        bytes.AddRange(BinaryRows.Trailer);
        ends.Add(bytes.Count);
        return ([.. bytes], ends);

        void Add16(short value)
        {
            Span<byte> span = stackalloc byte[2];
            BinaryPrimitives.WriteInt16BigEndian(span, value);
            bytes.AddRange(span);
        }

        void Add32(int value)
        {
            Span<byte> span = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(span, value);
            bytes.AddRange(span);
        }
    }
}
