using System.Text;

namespace DbBackup.Tests.Archives;

/// <summary>Writes tar blocks by hand, so that they can be as wrong as a test needs, independently of the code under test.</summary>
internal sealed class RawTar
{
    private readonly List<byte> _tar = [];

    public RawTar Entry(char type, string name, string content = "", string link = "", string? size = null, string prefix = "", string mode = "0000644", string mtime = "00000000001") =>
        Entry(type, Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(content), link, size, prefix, mode, mtime);

    public RawTar Entry(char type, byte[] name, byte[] content, string link = "", string? size = null, string prefix = "", string mode = "0000644", string mtime = "00000000001")
    {
        var block = new byte[512];
        name.AsSpan(0, Math.Min(100, name.Length)).CopyTo(block);
        Put(block, 100, mode);
        Put(block, 124, size ?? Convert.ToString(content.Length, 8).PadLeft(11, '0'));
        Put(block, 136, mtime);
        block[156] = (byte)type;
        Put(block, 157, link);
        Put(block, 257, "ustar\00000");
        Put(block, 345, prefix);
        Put(block, 148, "        ");
        Put(block, 148, Convert.ToString(block.Sum(b => b), 8).PadLeft(6, '0') + "\0 ");
        _tar.AddRange(block);
        _tar.AddRange(content);
        _tar.AddRange(new byte[-content.Length & 511]);
        return this;
    }

    public RawTar Pax(char type, params (string Key, string Value)[] records) => Entry(type, "pax", string.Concat(records.Select(Record)));

    public static string Record((string Key, string Value) record)
    {
        var rest = Encoding.UTF8.GetByteCount($" {record.Key}={record.Value}\n");
        var length = rest + 1;
        while (length != rest + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length)
            length++;
        return $"{length} {record.Key}={record.Value}\n";
    }

    public RawTar Raw(byte[] bytes)
    {
        _tar.AddRange(bytes);
        return this;
    }

    public byte[] End() => Raw(new byte[1024])._tar.ToArray();

    public byte[] Unfinished() => _tar.ToArray();

    private static void Put(byte[] block, int at, string text) => Encoding.UTF8.GetBytes(text).CopyTo(block, at);
}
