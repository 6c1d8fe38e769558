using System.Buffers.Binary;

namespace DbBackup.Connectors;

/// <summary>Walks the bytes of a binary COPY as they come, counts rows and finds where they end. It reads lengths and steps over values.</summary>
internal sealed class BinaryRows : IRowWalker
{
    /// <summary>What a binary COPY begins with: the signature, no flags, no extension.</summary>
    public static ReadOnlySpan<byte> Header =>
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What a binary COPY ends with: a row of -1 fields.</summary>
    public static ReadOnlySpan<byte> Trailer => [0xff, 0xff];

    private bool _isBegun;
    private int _fieldsLeft;
    private int _bytesLeft;

    public long Rows { get; private set; }

    public bool IsEnded { get; private set; }

    public (int Understood, int Boundary) Walk(ReadOnlySpan<byte> bytes)
    {
        var (at, boundary) = (0, 0);
        if (!_isBegun)
        {
            if (bytes.Length < Header.Length)
                return (0, 0);
            _isBegun = true;
            at = boundary = Header.Length;
        }
        while (!IsEnded)
        {
            if (_bytesLeft > 0)
            {
                var step = Math.Min(_bytesLeft, bytes.Length - at);
                _bytesLeft -= step;
                at += step;
                if (_bytesLeft > 0)
                    return (at, boundary);
            }
            if (_fieldsLeft == 0)
            {
                boundary = at;
                if (bytes.Length - at < sizeof(short))
                    return (at, boundary);
                var fields = BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
                at += sizeof(short);
                if (fields < 0)
                {
                    IsEnded = true;
                    return (at, at);
                }
                Rows++;
                _fieldsLeft = fields;
                continue;
            }
            if (bytes.Length - at < sizeof(int))
                return (at, boundary);
            _bytesLeft = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes[at..]));
            _fieldsLeft--;
            at += sizeof(int);
        }
        return (at, at);
    }
}
