using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;

namespace DbBackup.Archives;

/// <summary>What stands before the payload of an age file: the file key, wrapped once for each recipient, and a code by which its holders know that nothing was added.</summary>
internal sealed class AgeHeader
{
    private const string Version = "age-encryption.org/v1", StanzaStart = "-> ", End = "---";
    private const int Columns = 64, MaximumBytes = 1 << 20;

    private readonly string _covered;
    private readonly byte[] _code;

    private AgeHeader(IReadOnlyList<AgeStanza> stanzas, string covered, byte[] code) => (Stanzas, _covered, _code) = (stanzas, covered, code);

    /// <summary>The ways to get at the file key.</summary>
    public IReadOnlyList<AgeStanza> Stanzas { get; }

    /// <summary>Writes a header.</summary>
    public static byte[] Write(IEnumerable<AgeStanza> stanzas, ReadOnlySpan<byte> fileKey)
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var stanza in stanzas)
        {
            text.Append(StanzaStart).AppendJoin(' ', [stanza.Type, .. stanza.Arguments]).Append('\n');
            // The last line is the one that is not full, even when it is empty.
            var body = AgeText.Encode(stanza.Body);
            for (var start = 0; start <= body.Length; start += Columns)
                text.Append(body.AsSpan(start, Math.Min(Columns, body.Length - start))).Append('\n');
        }
        var covered = text.Append(End).ToString();
        return Encoding.ASCII.GetBytes($"{covered} {AgeText.Encode(CodeOf(covered, fileKey))}\n");
    }

    /// <summary>Reads a header; what follows it stays in <paramref name="reader"/>.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static async ValueTask<AgeHeader> ReadAsync(PipeReader reader, CancellationToken token)
    {
        var lines = new List<string>();
        for (var room = MaximumBytes; lines.Count == 0 || !lines[^1].StartsWith(End, StringComparison.Ordinal); room -= lines[^1].Length + 1)
        {
            lines.Add(await ReadLineAsync(reader, room, token).ConfigureAwait(false));
            if (lines[0] != Version)
                throw new InvalidDataException("it does not begin with the version of age that is known");
        }
        return Parse(lines);
    }

    /// <summary>Whether the header is as whoever knew the file key wrote it.</summary>
    public bool IsGenuine(ReadOnlySpan<byte> fileKey) => CryptographicOperations.FixedTimeEquals(CodeOf(_covered, fileKey), _code);

    private static AgeHeader Parse(List<string> lines)
    {
        var stanzas = new List<AgeStanza>();
        var at = 1;
        while (at < lines.Count - 1)
            stanzas.Add(ParseStanza(lines, ref at));
        if (stanzas.Count > 1 && stanzas.Any(stanza => stanza.Type == AgePassphrase.Type))
            throw new InvalidDataException("a passphrase is not its only recipient");
        var code = lines[^1].StartsWith(End + ' ', StringComparison.Ordinal) ? AgeText.Decode(lines[^1][(End.Length + 1)..]) : null;
        if (code is not { Length: SHA256.HashSizeInBytes })
            throw new InvalidDataException("its header does not end with an authentication code");
        return new(stanzas, string.Join('\n', lines[..^1]) + '\n' + End, code);
    }

    private static AgeStanza ParseStanza(List<string> lines, ref int at)
    {
        var start = lines[at++];
        if (!start.StartsWith(StanzaStart, StringComparison.Ordinal))
            throw new InvalidDataException("a recipient in its header does not begin as one");
        var words = start[StanzaStart.Length..].Split(' ');
        if (words.Contains(""))
            throw new InvalidDataException("a recipient in its header has an empty argument");
        var body = new StringBuilder();
        string line;
        do
        {
            line = lines[at++];
            if (line.Length > Columns || at == lines.Count)
                throw new InvalidDataException("the body of a recipient in its header does not end");
            body.Append(line);
        }
        while (line.Length == Columns);
        return new(words[0], words[1..], AgeText.Decode(body.ToString()) ?? throw new InvalidDataException("the body of a recipient in its header is not base 64"));
    }

    private static async ValueTask<string> ReadLineAsync(PipeReader reader, int room, CancellationToken token)
    {
        while (true)
        {
            var read = await reader.ReadAsync(token).ConfigureAwait(false);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end));
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line.All(c => c is >= ' ' and <= '~') ? line : throw new InvalidDataException("there is a character in its header that must not be there");
            }
            if (read.IsCompleted || read.Buffer.Length > room)
                throw new InvalidDataException(read.IsCompleted ? "it ends within its header" : "its header is too long");
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static byte[] CodeOf(string covered, ReadOnlySpan<byte> fileKey) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey.ToArray(), SHA256.HashSizeInBytes, info: "header"u8.ToArray()), Encoding.ASCII.GetBytes(covered));
}
