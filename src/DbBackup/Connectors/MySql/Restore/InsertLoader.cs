using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Loads parts by <c>INSERT</c> of many rows, where a server does not allow <c>LOAD DATA LOCAL</c>. A row must fit into <c>max_allowed_packet</c>.</summary>
/// <param name="connection">The session, with <c>autocommit</c> off.</param>
/// <param name="settings">The connection, for messages.</param>
/// <param name="loose">Tables without transactions, which must not meet others in one.</param>
/// <param name="statistics">Keeps large tables from having them recalculated all the time.</param>
/// <param name="packet">The server's <c>max_allowed_packet</c>.</param>
internal sealed class InsertLoader(MySqlConnection connection, MySqlConnectionSettings settings, IReadOnlySet<string> loose, QuietStatistics statistics, long packet) : IRowLoader
{
    private const int RowsAtOnce = 1000;
    private const long MostBytes = 4 << 20, TransactionBytes = 64 << 20;

    private readonly LoadWarnings _warnings = new(connection);
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private ArrayBufferWriter<byte> _rest = new();
    private NativeStream? _stream;
    private long _transactionBytes;

    // Each byte may need a backslash, and values have their quotes.
    private long StatementBytes => Math.Min(MostBytes, packet / 3);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <inheritdoc/>
    public async Task LoadAsync(NativePart part, CancellationToken token)
    {
        if (_stream != part.Stream)
            await statistics.BeginAsync(part, token).ConfigureAwait(false);
        _stream = part.Stream;
        _rest.Write(part.Content.Span);
        if (_rest.WrittenCount > packet + NativeFormat.PartBytes)
            throw TooLong();
        if (part.End is PartEnd.InRow)
            return;
        if (loose.Contains(_stream.Table!))
            await CommitAsync(token).ConfigureAwait(false);
        await InsertAsync(MemoryMarshal.AsMemory(_rest.WrittenMemory), token).ConfigureAwait(false);
        _transactionBytes += _rest.WrittenCount;
        if (_rest.Capacity > 2 * NativeFormat.PartBytes)
            _rest = new();
        else
            _rest.ResetWrittenCount();
        if (_transactionBytes >= TransactionBytes || loose.Contains(_stream.Table!))
            await CommitAsync(token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task EndAsync(CancellationToken token) => CommitAsync(token);

    /// <inheritdoc/>
    public Task AbandonAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public BackupException? Translate(Exception exception) => MySqlFailure.TryTranslate(exception, settings, _stream);

    private async Task InsertAsync(Memory<byte> lines, CancellationToken token)
    {
        while (!lines.IsEmpty)
        {
            var (end, rows) = (0, 0);
            while (end < lines.Length && rows < RowsAtOnce)
            {
                var length = lines.Span[end..].IndexOf((byte)'\n') + 1;
                if (rows > 0 && end + length > StatementBytes)
                    break;
                (end, rows) = (end + length, rows + 1);
            }
            if (rows == 1 && end > packet)
                throw TooLong();
            await InsertRowsAsync(lines[..end], rows, token).ConfigureAwait(false);
            lines = lines[end..];
        }
    }

    private async Task InsertRowsAsync(Memory<byte> lines, int rows, CancellationToken token)
    {
        var stream = _stream!;
        await using var command = new MySqlCommand(Statement(stream, rows), connection);
        if (stream.Columns.Count > 0)
            foreach (var value in LineValues.Of(lines))
                command.Parameters.Add(new MySqlParameter { Value = value is { } bytes ? bytes : DBNull.Value });
        var inserted = await command.ExecuteAsync(token).ConfigureAwait(false);
        if (_warnings.Take(stream.Columns.Where(c => MySqlLoad.ExpressionOf(stream, c) is not null)) is { } warning)
            throw LoadWarnings.Failure(warning, stream, settings);
        _rows[stream.Table!] = _rows.GetValueOrDefault(stream.Table!) + inserted;
    }

    private static string Statement(NativeStream stream, int rows)
    {
        var row = $"({string.Join(",", stream.Columns.Select(c => MySqlLoad.ExpressionOf(stream, c) is { } expression ? MySqlLoad.Put(expression, "?") : "?"))})";
        var sql = new StringBuilder($"INSERT INTO {MySqlName.Quote(stream.Table!)} ({string.Join(", ", stream.Columns.Select(MySqlName.Quote))}) VALUES ", row.Length * rows + 200);
        for (var i = 0; i < rows; i++)
            sql.Append(i == 0 ? "" : ",").Append(row);
        return sql.ToString();
    }

    private BackupException TooLong() => new(
        $"Database {settings.Database}, table {MySqlName.Quote(_stream!.Table!)}: a row is longer than max_allowed_packet ({packet} bytes) of the server. Nothing was changed; raise it, or set local_infile = 1, by which rows go in pieces.");

    private async Task CommitAsync(CancellationToken token)
    {
        await connection.ExecuteAsync("COMMIT", token).ConfigureAwait(false);
        _transactionBytes = 0;
    }
}
