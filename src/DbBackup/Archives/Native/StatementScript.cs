using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DbBackup.Archives;

/// <summary>
/// A script that both the engine's client and a restore read. Before each statement stands a comment with its <see cref="NativeStatementHeader"/>:
/// the client passes over it, and a restore takes the statement by the length that is said there. Nothing is ever looked for in SQL.
/// </summary>
internal static class StatementScript
{
    /// <summary>Ends a statement where semicolons may be within one.</summary>
    public const string LineTerminator = "\n;;";

    private const string Semicolon = ";", Gap = "\n\n";

    private static readonly Encoding Utf8 = PaxRecords.Utf8;

    private static readonly byte[][] Ends = [Utf8.GetBytes(Semicolon + Gap), Utf8.GetBytes(LineTerminator + Gap)];

    /// <summary>Writes the script.</summary>
    /// <param name="statements">The statements in their order.</param>
    /// <param name="terminator">What the engine's client takes for the end of a statement: a semicolon, or <see cref="LineTerminator"/>.</param>
    public static ReadOnlyMemory<byte> Write(IEnumerable<NativeStatement> statements, string terminator = Semicolon)
    {
        var script = new ArrayBufferWriter<byte>(64 << 10);
        foreach (var (header, sql) in statements)
        {
            script.Write("-- "u8);
            script.Write(JsonSerializer.SerializeToUtf8Bytes(header with { Length = Utf8.GetByteCount(sql) }, NativeJson.Line.NativeStatementHeader));
            script.Write("\n"u8);
            Utf8.GetBytes(sql, script);
            Utf8.GetBytes(terminator, script);
            Utf8.GetBytes(Gap, script);
        }
        return script.WrittenMemory;
    }

    /// <summary>Reads a script.</summary>
    /// <param name="script">The bytes.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="DamagedBackupException">It is not as <see cref="Write"/> makes it.</exception>
    public static List<NativeStatement> Read(ReadOnlySpan<byte> script, string name)
    {
        var statements = new List<NativeStatement>();
        try
        {
            while (!script.IsEmpty)
                statements.Add(ReadOne(ref script));
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new DamagedBackupException($"Statement {statements.Count + 1} of {name} in the backup cannot be read; restore another backup.", e);
        }
        return statements;
    }

    private static NativeStatement ReadOne(ref ReadOnlySpan<byte> script)
    {
        var line = script.IndexOf((byte)'\n');
        if (line < 3 || !script.StartsWith("-- "u8))
            throw new FormatException("no header");
        var header = JsonSerializer.Deserialize(script[3..line], NativeJson.Line.NativeStatementHeader) ?? throw new FormatException("no header");
        script = script[(line + 1)..];
        if (header.Length < 0 || header.Length > script.Length)
            throw new FormatException("wrong length");
        var sql = Utf8.GetString(script[..header.Length]);
        script = script[header.Length..];
        foreach (var end in Ends)
            if (script.StartsWith(end))
            {
                script = script[end.Length..];
                return new(header, sql);
            }
        throw new FormatException("wrong length");
    }
}
