namespace DbBackup.Connectors;

/// <summary>
/// Statements that several sessions take from. What is said of one object stays together. None is given out while another that locks one of
/// its tables is running, so that sessions neither wait for nor deadlock with one another.
/// </summary>
internal sealed class StatementQueue
{
    private readonly Lock _lock = new();
    private readonly LinkedList<SchemaStatement[]> _waiting = [];
    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = New();

    /// <summary>Takes the statements in, those that go through the largest tables first: no session is left alone with the longest.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="bytesOf">How large tables are, by their quoted names.</param>
    public StatementQueue(IReadOnlyList<SchemaStatement> statements, IReadOnlyDictionary<string, long> bytesOf)
    {
        foreach (var some in OfOneObject(statements).OrderByDescending(some => some.Max(statement => statement.Table is null ? 0 : bytesOf.GetValueOrDefault(statement.Table))))
            _waiting.AddLast(some);
    }

    /// <summary>How many can be taken.</summary>
    public int Count => _waiting.Count;

    /// <summary>Takes the first whose tables are free, and waits for one where there is none.</summary>
    /// <returns><see langword="null"/> when all were taken.</returns>
    public async Task<SchemaStatement[]?> TakeAsync(CancellationToken token)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                    return null;
                if (TakeFree() is { } some)
                    return some;
                changed = _changed.Task;
            }
            await changed.WaitAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>Says that they have run.</summary>
    public void Done(SchemaStatement[] some)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _locked.ExceptWith(LocksOf(some));
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
    }

    private static IEnumerable<SchemaStatement[]> OfOneObject(IReadOnlyList<SchemaStatement> statements)
    {
        for (var begin = 0; begin < statements.Count;)
        {
            var end = begin + 1;
            while (end < statements.Count && (statements[end].Kind, statements[end].Identity) == (statements[begin].Kind, statements[begin].Identity))
                end++;
            yield return [.. statements.Skip(begin).Take(end - begin)];
            begin = end;
        }
    }

    private SchemaStatement[]? TakeFree()
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (LocksOf(node.Value).Any(_locked.Contains))
                continue;
            _waiting.Remove(node);
            _locked.UnionWith(LocksOf(node.Value));
            return node.Value;
        }
        return null;
    }

    private static IEnumerable<string> LocksOf(SchemaStatement[] some) => some.SelectMany(s => s.Locks);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
