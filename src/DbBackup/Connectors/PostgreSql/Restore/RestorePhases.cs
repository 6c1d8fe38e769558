using Npgsql;

namespace DbBackup.Connectors;

/// <summary>Runs the statements of a schema in their order: where they may, side by side.</summary>
/// <param name="target">The database.</param>
/// <param name="settings">The connection, for messages.</param>
internal sealed class RestorePhases(RestoreTarget target, PgConnectionSettings settings)
{
    private const int StatementsAtOnce = 100, CharactersAtOnce = 1 << 18;

    // As they are when the rows are there; nothing adds any afterwards.
    private Dictionary<string, long>? _bytesOf;

    /// <summary>Runs statements one after the other, many in one go.</summary>
    public async Task RunInOrderAsync(IReadOnlyList<SchemaStatement> statements, CancellationToken token)
    {
        for (var begin = 0; begin < statements.Count;)
        {
            var (end, characters) = (begin, 0);
            while (end < statements.Count && end - begin < StatementsAtOnce && characters < CharactersAtOnce)
                characters += statements[end++].Sql.Length;
            await RunAsync(target.Main, statements.Skip(begin).Take(end - begin), token).ConfigureAwait(false);
            begin = end;
        }
    }

    /// <summary>Runs everything that follows the rows.</summary>
    public async Task RunAsync(IReadOnlyList<SchemaStatement> statements, CancellationToken token)
    {
        foreach (var phase in Enum.GetValues<SchemaPhase>())
        {
            var some = statements.Where(s => s.Phase == phase).ToList();
            var isSideBySide = phase is SchemaPhase.Index or SchemaPhase.IndexUse or SchemaPhase.ForeignKey or SchemaPhase.Trigger or SchemaPhase.Policy;
            if (isSideBySide && target.Sessions > 1)
                await RunSideBySideAsync(some, token).ConfigureAwait(false);
            else
                await RunInOrderAsync(some, token).ConfigureAwait(false);
        }
    }

    /// <summary>Runs statements side by side, never two that lock the same table.</summary>
    public async Task RunSideBySideAsync(IReadOnlyList<SchemaStatement> statements, CancellationToken token)
    {
        if (statements.Count == 0)
            return;
        _bytesOf ??= await TableSizes.ReadAsync(target.Main, token).ConfigureAwait(false);
        var queue = new StatementQueue(statements, _bytesOf);
        var sessions = new List<NpgsqlConnection>();
        for (var number = 0; number < Math.Min(target.Sessions, queue.Count); number++)
            sessions.Add(await target.SessionAsync(number, token).ConfigureAwait(false));
        await SideBySide.RunAsync(sessions.Count, (number, cancellation) => WorkAsync(sessions[number], queue, cancellation), token).ConfigureAwait(false);
    }

    private async Task WorkAsync(NpgsqlConnection session, StatementQueue queue, CancellationToken token)
    {
        while (await queue.TakeAsync(token).ConfigureAwait(false) is { } some)
        {
            await RunAsync(session, some, token).ConfigureAwait(false);
            queue.Done(some);
        }
    }

    private async Task RunAsync(NpgsqlConnection session, IEnumerable<SchemaStatement> statements, CancellationToken token)
    {
        await using var batch = new NpgsqlBatch(session);
        var all = statements.ToList();
        foreach (var statement in all)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement.Sql));
        try
        {
            await batch.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        }
        catch (NpgsqlException e) when (!token.IsCancellationRequested)
        {
            var failed = e.BatchCommand is NpgsqlBatchCommand command ? all[batch.BatchCommands.IndexOf(command)] : null;
            throw PgFailure.Translate(e, settings, failed is null ? null : $"{failed.Kind.ToLowerInvariant()} {failed.Identity}");
        }
    }
}
