using DbBackup.Archives;
using Npgsql;

namespace DbBackup.Connectors;

/// <summary>
/// Loads parts of streams by one session. A stream whose parts are interleaved with another's is loaded by several COPY statements, as
/// parts end between rows. How many rows arrived is asked of the server, not taken from what was sent.
/// </summary>
/// <param name="connection">The session.</param>
/// <param name="copy">The statements.</param>
/// <param name="commits">Whether it commits now and then; else the caller's transaction holds all.</param>
/// <param name="settings">The connection, for messages.</param>
internal sealed class RowLoader(NpgsqlConnection connection, PgCopy copy, bool commits, PgConnectionSettings settings) : IRowLoader
{
    private const int ChunkBytes = 256 << 10, TablesAtOnce = 50, NamesAtOnce = 500;
    private const long BytesAtOnce = 64 << 20;

    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _emptied = new(StringComparer.Ordinal);
    private NativeStream? _stream;
    private Stream? _copying;
    private bool _isInTransaction;
    private long _bytes;

    /// <summary>Rows that arrived, by quoted table.</summary>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <summary>What it loads, for messages.</summary>
    public string? Subject => _stream is null ? null : _stream.Table is null ? PgCopy.LargeObjects : $"table {KeyOf(_stream)}";

    /// <summary>A table as its rows are counted.</summary>
    public static string KeyOf(NativeStream stream) => PgName.Quote(stream.Schema!, stream.Table!);

    /// <inheritdoc/>
    public async Task LoadAsync(NativePart part, CancellationToken token)
    {
        if (_copying is not null && _stream != part.Stream)
            await EndCopyAsync(isWhole: false, token).ConfigureAwait(false);
        if (_copying is null)
            await BeginCopyAsync(part, token).ConfigureAwait(false);
        for (var rest = part.Content; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, ChunkBytes)..])
            await _copying!.WriteAsync(rest[..Math.Min(rest.Length, ChunkBytes)], token).AsTask().WaitAsync(token).ConfigureAwait(false);
        _bytes += part.Content.Length;
        if (part.End is not PartEnd.Stream)
            return;
        await EndCopyAsync(isWhole: true, token).ConfigureAwait(false);
        if (commits && (_bytes >= BytesAtOnce || _open.Count >= TablesAtOnce))
            await CommitAsync(token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task EndAsync(CancellationToken token)
    {
        if (_copying is not null)
            await EndCopyAsync(isWhole: false, token).ConfigureAwait(false);
        await CommitAsync(token).ConfigureAwait(false);
    }

    /// <summary>Gives up what is open: the server forgets it.</summary>
    public async Task AbandonAsync()
    {
        if (_copying is NpgsqlRawCopyStream copying)
            await Patience.TryAsync(copying.CancelAsync).ConfigureAwait(false);
        _copying = null;
    }

    /// <inheritdoc/>
    public BackupException? Translate(Exception exception) => exception is NpgsqlException ? PgFailure.Translate(exception, settings, Subject) : null;

    private async Task BeginCopyAsync(NativePart part, CancellationToken token)
    {
        _stream = part.Stream;
        if (commits && !_isInTransaction)
            await connection.ExecuteAsync("BEGIN", token).ConfigureAwait(false);
        _isInTransaction = true;
        if (part.Stream.Table is null)
            await connection.ExecuteAsync(LargeObjectLoad.CreateIfMissing, token).ConfigureAwait(false);
        else
            await TouchAsync(KeyOf(part.Stream), token).ConfigureAwait(false);
        var sql = copy.From(part.Stream, isFrozen: await CanFreezeAsync(part, token).ConfigureAwait(false));
        _copying = part.Stream.Format == PgCopy.Text
            ? ((StreamWriter)(TextWriter)await connection.BeginTextImportAsync(sql, token).ConfigureAwait(false)).BaseStream
            : await connection.BeginRawBinaryCopyAsync(sql, token).ConfigureAwait(false);
        if (!part.IsFirst && part.Stream.Format == PgCopy.Binary)
            await _copying.WriteAsync(BinaryRows.Header.ToArray(), token).ConfigureAwait(false);
    }

    // The server then need not write every page a second time, when its rows are first looked at. It wants a table that this transaction made or
    // emptied; small ones are not worth that, a table that is cut is another session's, too, and an extension's has rows of its own.
    private async Task<bool> CanFreezeAsync(NativePart part, CancellationToken token)
    {
        if (!commits || part.Stream.Table is null || part.Stream.Slice is not null)
            return false;
        var table = KeyOf(part.Stream);
        if (part.IsFirst && part.End is not PartEnd.Stream && await connection.ScalarAsync<bool>(IsOwnAndEmpty(copy.Literal(table)), token).ConfigureAwait(false))
        {
            await connection.ExecuteAsync($"TRUNCATE ONLY {table}", token).ConfigureAwait(false);
            _emptied.Add(table);
        }
        return _emptied.Contains(table);
    }

    private static string IsOwnAndEmpty(string table) =>
        $"""
        SELECT pg_relation_size(t.id) = 0 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = t.id AND d.deptype = 'e')
        FROM (SELECT {table}::regclass) AS t(id)
        """;

    private async Task EndCopyAsync(bool isWhole, CancellationToken token)
    {
        var copying = _copying!;
        if (!isWhole && _stream!.Format == PgCopy.Binary)
            await copying.WriteAsync(BinaryRows.Trailer.ToArray(), token).ConfigureAwait(false);
        _copying = null;
        // It waits for the server's answer, and knows no token: a network that swallows it would be waited for for ever.
        await copying.DisposeAsync().AsTask().WaitAsync(token).ConfigureAwait(false);
        if (_stream!.Table is null)
            await connection.ExecuteAsync($"{LargeObjectLoad.Put}; {LargeObjectLoad.Clear}", token).ConfigureAwait(false);
    }

    // The server's count is of this transaction, but what an earlier one of this session did may still be in it, as the rows of an extension's script.
    private async Task TouchAsync(string table, CancellationToken token)
    {
        if (!_open.ContainsKey(table))
            _open.Add(table, (await InsertedAsync([table], token).ConfigureAwait(false))[table]);
    }

    private async Task CommitAsync(CancellationToken token)
    {
        var inserted = await InsertedAsync([.. _open.Keys], token).ConfigureAwait(false);
        foreach (var (table, before) in _open)
            _rows[table] = _rows.GetValueOrDefault(table) + inserted[table] - before;
        _open.Clear();
        _emptied.Clear();
        _bytes = 0;
        if (commits && _isInTransaction)
            await connection.ExecuteAsync("COMMIT", token).ConfigureAwait(false);
        _isInTransaction = false;
    }

    private async Task<Dictionary<string, long>> InsertedAsync(IReadOnlyList<string> tables, CancellationToken token)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var some in tables.Chunk(NamesAtOnce))
        {
            var names = string.Join(", ", some.Select((name, place) => $"({place}, {copy.Literal(name)})"));
            foreach (var (place, rows) in await connection.QueryAsync(
                $"SELECT place, pg_stat_get_xact_tuples_inserted(name::regclass) FROM (VALUES {names}) AS t(place, name)", row => (row.GetInt32(0), row.GetInt64(1)), token)
                .ConfigureAwait(false))
                found[some[place]] = rows;
        }
        return found;
    }
}
