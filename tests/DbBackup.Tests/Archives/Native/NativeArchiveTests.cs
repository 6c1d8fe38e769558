using DbBackup.Archives;

namespace DbBackup.Tests.Archives.Native;

public sealed class NativeArchiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Streams_that_were_interleaved_come_back_in_their_order()
    {
        var tar = await WriteAsync();
        using var reader = new NativeArchiveReader(new MemoryStream(tar));
        var backup = await reader.BeginAsync(Token);
        Assert.Equal(["a", "b"], backup.Streams.Select(s => s.Table));
        Assert.Empty(await reader.ScriptAsync(NativeFormat.Drop, Token));
        Assert.Equal("CREATE TABLE a()", Assert.Single(await reader.ScriptAsync(NativeFormat.PreData, Token)).Sql);
        var (parts, buffer) = (new List<string>(), new byte[NativeFormat.PartBytes]);
        while (await reader.PartAsync(buffer, Token) is { } part)
            parts.Add($"{part.Stream.Table}{(part.IsFirst ? "!" : "")}{part.End}{string.Concat(part.Content.ToArray())}");
        Assert.Equal(["a!Row12", "b!InRow3", "bRow4", "aStream", "bStream5"], parts);
        var (post, manifest) = await reader.EndAsync(Token);
        Assert.Empty(post);
        Assert.Equal([2, 1], manifest.Streams.Select(s => s.Rows));
    }

    [Fact]
    public async Task A_tar_that_is_cut_off_anywhere_or_has_a_flipped_bit_in_its_rows_is_refused()
    {
        var tar = await WriteAsync();
        await ReadAsync(tar);
        for (var length = 0; length < tar.Length; length += 256)
            await Assert.ThrowsAnyAsync<BackupException>(() => ReadAsync(tar[..length]));
        foreach (var (at, _) in tar.Index().Where(b => b.Item is >= 1 and <= 5))
        {
            var damaged = (byte[])tar.Clone();
            damaged[at] ^= 64;
            await Assert.ThrowsAnyAsync<BackupException>(() => ReadAsync(damaged));
        }
    }

    [Fact]
    public async Task A_newer_format_is_refused()
    {
        var tar = new MemoryStream();
        using var writer = new NativeArchiveWriter(tar);
        await writer.BeginAsync(Backup() with { FormatVersion = NativeFormat.Version + 1 }, Token);
        await writer.EndAsync(new(1, []), Token);
        Assert.Contains("update DbBackup", (await Assert.ThrowsAsync<DamagedBackupException>(() => ReadAsync(tar.ToArray()))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData("")]
    [InlineData("SELECT ';\n\n-- {\"length\":1}\n'")]
    [InlineData("CREATE FUNCTION f() AS $$ BEGIN; END $$;\n\n")]
    [InlineData("\\! rm -rf / \n\\q")]
    [InlineData("ÄÖ 🐘 \u2028")]
    public void A_statement_is_read_by_its_length_whatever_is_in_it(string sql)
    {
        var header = new NativeStatementHeader
        {
            Kind = "TABLE", Schema = "a\nb", Identity = "\"a\nb\".\"-- x\"", Aspect = "Definition", Phase = "PreData", Roles = ["r\r\n"], Locks = ["\u0085"],
        };
        var script = StatementScript.Write([new(header, sql), new(header, "SELECT 2")]);
        var read = StatementScript.Read(script.Span, "x.sql");
        Assert.Equal([sql, "SELECT 2"], read.Select(s => s.Sql));
        Assert.Equal(header.Identity, read[0].Header.Identity);
        Assert.Equal(header.Roles, read[0].Header.Roles);
        var lines = System.Text.Encoding.UTF8.GetString(script.Span).Split('\n');
        Assert.StartsWith("-- {", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("}", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- {\"length\":5,\"kind\":\"T\",\"identity\":\"i\",\"aspect\":\"a\",\"phase\":\"p\"}\nSELECT 1;\n\n")]
    [InlineData("-- {\"length\":-1,\"kind\":\"T\",\"identity\":\"i\",\"aspect\":\"a\",\"phase\":\"p\"}\nSELECT 1;\n\n")]
    [InlineData("-- {\"length\":2147483647,\"kind\":\"T\",\"identity\":\"i\",\"aspect\":\"a\",\"phase\":\"p\"}\nSELECT 1;\n\n")]
    [InlineData("DROP TABLE t;\n\n")]
    [InlineData("-- no header\nSELECT 1;\n\n")]
    public void A_script_that_is_not_ours_is_refused(string script) =>
        Assert.Throws<DamagedBackupException>(() => StatementScript.Read(System.Text.Encoding.UTF8.GetBytes(script), "x.sql"));

    [Theory]
    [InlineData("data/000001/000001.part", true)]
    [InlineData("data/000001/000001.end", true)]
    [InlineData("data/000001/000001.tmp", false)]
    [InlineData("data/../000001/000001.end", false)]
    [InlineData("schema/pre-data.sql", false)]
    public void Names_of_parts_are_known(string name, bool isPart) => Assert.Equal(isPart, NativeFormat.TryParsePart(name, out _, out _, out _));

    private static async Task<byte[]> WriteAsync()
    {
        var tar = new MemoryStream();
        using var writer = new NativeArchiveWriter(tar);
        await writer.BeginAsync(Backup(), Token);
        await writer.EntryAsync(NativeFormat.Drop, StatementScript.Write([]), Token);
        await writer.EntryAsync(NativeFormat.PreData, StatementScript.Write([new(Header(), "CREATE TABLE a()")]), Token);
        using var a = new NativeStreamWriter(writer, "000001");
        using var b = new NativeStreamWriter(writer, "000002");
        await a.WriteAsync(new byte[] { 1, 2 }, PartEnd.Row, Token);
        await a.SettleAsync();
        await b.WriteAsync(new byte[] { 3 }, PartEnd.InRow, Token);
        await b.SettleAsync();
        // It waits for the end of the other's row.
        await a.WriteAsync(Array.Empty<byte>(), PartEnd.Stream, Token);
        await b.WriteAsync(new byte[] { 4 }, PartEnd.Row, Token);
        await b.SettleAsync();
        await a.SettleAsync();
        await b.WriteAsync(new byte[] { 5 }, PartEnd.Stream, Token);
        var ends = new[] { await a.EndAsync(2), await b.EndAsync(1) };
        await writer.EntryAsync(NativeFormat.PostData, StatementScript.Write([]), Token);
        await writer.EntryAsync(NativeFormat.Script, "-- psql"u8.ToArray(), Token);
        await writer.EndAsync(new(NativeFormat.Version, ends), Token);
        return tar.ToArray();
    }

    private static async Task ReadAsync(byte[] tar)
    {
        using var reader = new NativeArchiveReader(new MemoryStream(tar));
        await reader.BeginAsync(Token);
        await reader.ScriptAsync(NativeFormat.Drop, Token);
        await reader.ScriptAsync(NativeFormat.PreData, Token);
        var buffer = new byte[NativeFormat.PartBytes];
        while (await reader.PartAsync(buffer, Token) is not null)
        {
        }
        await reader.EndAsync(Token);
    }

    private static NativeStatementHeader Header() => new() { Kind = "TABLE", Identity = "a", Aspect = "Definition", Phase = "PreData" };

    private static NativeBackup Backup() => new()
    {
        Engine = "PostgreSql", EngineVersion = "18.6", EngineMajor = 18, Encoding = "UTF8", Properties = new Dictionary<string, string>(),
        Requirements = new Dictionary<string, IReadOnlyList<string>>(), NotContained = [], Interleaved = 2,
        Streams = [new() { Id = "000001", Schema = "s", Table = "a", Format = "binary" }, new() { Id = "000002", Schema = "s", Table = "b", Format = "binary" }],
    };
}
