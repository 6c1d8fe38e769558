using System.Buffers.Binary;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DbBackup.Archives;

namespace DbBackup.Servers.Tests;

/// <summary>The payload of a native backup, taken apart by a stock tar reader, so that two can be compared and one can be changed.</summary>
internal sealed class NativePayload(IReadOnlyList<(string Name, byte[] Content)> entries)
{
    private const int BinaryHeaderBytes = 19;

    public IReadOnlyList<string> Names => [.. entries.Select(e => e.Name)];

    public static NativePayload Read(byte[] payload)
    {
        using var reader = new TarReader(new MemoryStream(payload));
        var entries = new List<(string, byte[])>();
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries.Add((entry.Name, content.ToArray()));
        }
        return new(entries);
    }

    public byte[] ToBytes()
    {
        using var payload = new MemoryStream();
        using (var writer = new TarWriter(payload, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in entries)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return payload.ToArray();
    }

    public byte[] Content(string name) => entries.Single(e => e.Name == name).Content;

    public string Text(string name) => Encoding.UTF8.GetString(Content(name));

    public JsonNode Json(string name) => JsonNode.Parse(Content(name))!;

    /// <summary>Only its first entries, as a dump that was killed leaves it.</summary>
    public NativePayload Take(int count) => new([.. entries.Take(count)]);

    public NativePayload With(string name, byte[] content) => new([.. entries.Select(e => e.Name == name ? (name, content) : e)]);

    public NativePayload With(string name, JsonNode content) => With(name, Encoding.UTF8.GetBytes(content.ToJsonString()));

    /// <summary>With other statements before and after the rows; one that becomes <see langword="null"/> is left out.</summary>
    public NativePayload WithStatements(Func<NativeStatement, NativeStatement?> change) =>
        ((string[])[NativeFormat.PreData, NativeFormat.PostData]).Aggregate(
            this, (payload, script) => payload.With(script, StatementScript.Write(StatementScript.Read(payload.Content(script), script).Select(change).OfType<NativeStatement>()).ToArray()));

    /// <summary>Without the last row of a table, and with a manifest that agrees.</summary>
    public NativePayload WithoutLastRow(string table)
    {
        var stream = Streams().Single(s => s.Table == table);
        var part = entries.Last(e => e.Name.StartsWith($"data/{stream.Id}/", StringComparison.Ordinal));
        var rows = RowsOf(part.Content);
        byte[] shorter = [.. part.Content[..BinaryHeaderBytes], .. rows.SkipLast(1).SelectMany(r => r), 0xff, 0xff];
        var manifest = Json(NativeFormat.Manifest);
        var end = manifest["streams"]!.AsArray().Single(s => s!["id"]!.GetValue<string>() == stream.Id)!;
        (end["rows"], end["bytes"], end["sha256"]) = (rows.Count - 1, shorter.Length, Convert.ToHexStringLower(SHA256.HashData(shorter)));
        return With(part.Name, shorter).With(NativeFormat.Manifest, manifest);
    }

    /// <summary>
    /// What is the same in the dump of a restored database: every statement in its order, the script for psql, and the rows of every table,
    /// byte for byte. Not the same are the order of a table's rows, how they are cut into parts, and the database's own name.
    /// </summary>
    public IReadOnlyList<string> Comparable() =>
    [
        .. Script(NativeFormat.Drop), .. Script(NativeFormat.PreData), .. Script(NativeFormat.PostData), .. Streams().GroupBy(s => $"{s.Schema} {s.Table}", StringComparer.Ordinal).SelectMany(Rows).Order(StringComparer.Ordinal),
    ];

    // What is said of the database itself has its name in the comment before it.
    private IEnumerable<string> Script(string name) =>
        Text(name).Split('\n').Where(line => !(line.StartsWith("-- {", StringComparison.Ordinal) && line.Contains("\"kind\":\"DATABASE", StringComparison.Ordinal))).Select(line => $"{name}: {line}");

    private IEnumerable<string> Rows(IGrouping<string, (string Id, string? Schema, string? Table, bool IsBinary)> table) => table.SelectMany(stream =>
    {
        byte[] content = [.. entries.Where(e => e.Name.StartsWith($"data/{stream.Id}/", StringComparison.Ordinal)).OrderBy(e => e.Name, StringComparer.Ordinal).SelectMany(e => e.Content)];
        var rows = stream.IsBinary ? RowsOf(content).Select(Convert.ToHexString) : Encoding.UTF8.GetString(content).Split('\n');
        return rows.Select(row => $"row of {table.Key}: {row}");
    });

    private IEnumerable<(string Id, string? Schema, string? Table, bool IsBinary)> Streams() => Json(NativeFormat.Backup)["streams"]!.AsArray()
        .Select(s => (s!["id"]!.GetValue<string>(), s["schema"]?.GetValue<string>(), s["table"]?.GetValue<string>(), s["format"]!.GetValue<string>() == "binary"));

    // https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT
    private static List<byte[]> RowsOf(byte[] copy)
    {
        var rows = new List<byte[]>();
        for (var at = copy.Length == 0 ? 0 : BinaryHeaderBytes; at < copy.Length && BinaryPrimitives.ReadInt16BigEndian(copy.AsSpan(at)) is var fields and >= 0;)
        {
            var end = at + sizeof(short);
            for (var field = 0; field < fields; field++)
                end += sizeof(int) + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(copy.AsSpan(end)));
            rows.Add(copy[at..end]);
            at = end;
        }
        return rows;
    }
}
