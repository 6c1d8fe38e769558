using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Loads parts by <c>LOAD DATA LOCAL INFILE</c> from a stream of this process. A statement ends between rows: at the end of a stream, where another
/// stream's part comes, and when it has become large.
/// </summary>
/// <param name="connection">The session, with <c>autocommit</c> off.</param>
/// <param name="settings">The connection, for messages.</param>
/// <param name="loose">Tables without transactions, which must not meet others in one.</param>
/// <param name="statistics">Keeps large tables from having them recalculated all the time.</param>
internal sealed class LoadDataLoader(MySqlConnection connection, MySqlConnectionSettings settings, IReadOnlySet<string> loose, QuietStatistics statistics) : IRowLoader
{
    private const int TablesAtOnce = 50;
    private const long StatementBytes = 256 << 20, TransactionBytes = 64 << 20;

    private readonly LoadWarnings _warnings = new(connection);
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private NativeStream? _stream;
    private PartPipe? _pipe;
    private Task<int>? _loading;
    private long _statementBytes, _transactionBytes;
    private int _tables;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <inheritdoc/>
    public async Task LoadAsync(NativePart part, CancellationToken token)
    {
        if (_loading is not null && _stream != part.Stream)
            await EndStatementAsync(token).ConfigureAwait(false);
        if (_loading is null && part.Content.IsEmpty)
            return;
        if (_loading is null)
            await BeginAsync(part, token).ConfigureAwait(false);
        var put = _pipe!.PutAsync(part.Content, token);
        await Task.WhenAny(put, _loading!).ConfigureAwait(false);
        if (!put.IsCompletedSuccessfully)
            await _loading!.WaitAsync(token).ConfigureAwait(false);
        _statementBytes += part.Content.Length;
        if (part.End is PartEnd.Stream || (part.End is PartEnd.Row && _statementBytes >= StatementBytes))
            await EndStatementAsync(token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task EndAsync(CancellationToken token)
    {
        if (_loading is not null)
            await EndStatementAsync(token).ConfigureAwait(false);
        await connection.ExecuteAsync("COMMIT", token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task AbandonAsync()
    {
        _pipe?.End();
        if (_loading is { } loading)
            await Patience.TryAsync(() => loading).ConfigureAwait(false);
        _loading = null;
    }

    /// <inheritdoc/>
    public BackupException? Translate(Exception exception) => MySqlFailure.TryTranslate(exception, settings, _stream);

    private async Task BeginAsync(NativePart part, CancellationToken token)
    {
        var stream = part.Stream;
        await statistics.BeginAsync(part, token).ConfigureAwait(false);
        if (loose.Contains(stream.Table!))
            await CommitAsync(token).ConfigureAwait(false);
        (_stream, _pipe, _statementBytes) = (stream, new PartPipe(), 0);
        var loader = new MySqlBulkLoader(connection)
        {
            SourceStream = _pipe, TableName = MySqlName.Quote(stream.Table!), CharacterSet = "binary", FieldTerminator = "\t", EscapeCharacter = '\\', LineTerminator = "\n", Local = true, Timeout = 0,
        };
        loader.Columns.AddRange(MySqlLoad.Targets(stream));
        loader.Expressions.AddRange(MySqlLoad.Assignments(stream));
        _loading = loader.LoadAsync(token);
    }

    private async Task EndStatementAsync(CancellationToken token)
    {
        _pipe!.End();
        var (stream, loading) = (_stream!, _loading!);
        var rows = await loading.WaitAsync(token).ConfigureAwait(false);
        _loading = null;
        if (_warnings.Take(stream.Columns.Where(c => MySqlLoad.ExpressionOf(stream, c) is not null)) is { } warning)
            throw LoadWarnings.Failure(warning, stream, settings);
        _rows[stream.Table!] = _rows.GetValueOrDefault(stream.Table!) + rows;
        _transactionBytes += _statementBytes;
        if (_transactionBytes >= TransactionBytes || ++_tables >= TablesAtOnce || loose.Contains(stream.Table!))
            await CommitAsync(token).ConfigureAwait(false);
    }

    private async Task CommitAsync(CancellationToken token)
    {
        await connection.ExecuteAsync("COMMIT", token).ConfigureAwait(false);
        (_transactionBytes, _tables) = (0, 0);
    }
}
