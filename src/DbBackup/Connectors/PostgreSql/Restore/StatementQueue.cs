namespace DbBackup.Connectors;

/// <summary>
/// Statements that several sessions take from. What is said of one object stays together. None is given out while another that locks one of
/// its tables is running, so that sessions neither wait for nor deadlock with one another; and none before what earlier phases have for its tables.
/// </summary>
internal sealed class StatementQueue
{
    private readonly Lock _lock = new();
    private readonly LinkedList<SchemaStatement[]> _waiting = [];
    private readonly HashSet<SchemaStatement[]> _running = [];
    private readonly Dictionary<SchemaPhase, int> _unfinished = [];
    private readonly Dictionary<(SchemaPhase Phase, string Table), int> _unfinishedOf = [];
    private readonly bool _hasUses;
    private TaskCompletionSource _changed = New();

    /// <summary>Takes the statements in, of each phase those that go through the largest tables first: no session is left alone with the longest.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="bytesOf">How large tables are, by their quoted names.</param>
    public StatementQueue(IReadOnlyList<SchemaStatement> statements, IReadOnlyDictionary<string, long> bytesOf)
    {
        foreach (var some in OfOneObject(statements).OrderBy(PhaseOf).ThenByDescending(some => some.Max(statement => statement.Table is null ? 0 : bytesOf.GetValueOrDefault(statement.Table))))
        {
            _waiting.AddLast(some);
            Add(some, 1);
        }
        _hasUses = _unfinished.ContainsKey(SchemaPhase.IndexUse);
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
            _running.Remove(some);
            Add(some, -1);
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
    }

    private static IEnumerable<SchemaStatement[]> OfOneObject(IReadOnlyList<SchemaStatement> statements)
    {
        for (var begin = 0; begin < statements.Count;)
        {
            var end = begin + 1;
            while (end < statements.Count && IsOfSame(statements[begin], statements[end]))
                end++;
            yield return [.. statements.Skip(begin).Take(end - begin)];
            begin = end;
        }
    }

    private static bool IsOfSame(SchemaStatement one, SchemaStatement other) => (one.Phase, one.Kind, one.Identity) == (other.Phase, other.Kind, other.Identity);

    private SchemaStatement[]? TakeFree()
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (_running.Any(other => IsInTheWay(node.Value, other)) || MustWait(node.Value))
                continue;
            _waiting.Remove(node);
            _running.Add(node.Value);
            return node.Value;
        }
        return null;
    }

    private static bool IsInTheWay(SchemaStatement[] some, SchemaStatement[] other) => LocksOf(some).Intersect(TablesOf(other)).Any() || LocksOf(other).Intersect(TablesOf(some)).Any();

    // What is attached concerns more tables than those that a statement names; and one that names none may concern any.
    private bool MustWait(SchemaStatement[] some) => _unfinished.Keys.Any(phase =>
        phase < PhaseOf(some) && _unfinished[phase] > 0 &&
        (!LocksOf(some).Any() || (_hasUses && PhaseOf(some) > SchemaPhase.IndexUse) || TablesOf(some).Any(table => _unfinishedOf.GetValueOrDefault((phase, table)) > 0)));

    private void Add(SchemaStatement[] some, int one)
    {
        _unfinished[PhaseOf(some)] = _unfinished.GetValueOrDefault(PhaseOf(some)) + one;
        foreach (var table in TablesOf(some))
            _unfinishedOf[(PhaseOf(some), table)] = _unfinishedOf.GetValueOrDefault((PhaseOf(some), table)) + one;
    }

    private static SchemaPhase PhaseOf(SchemaStatement[] some) => some[0].Phase;

    private static IEnumerable<string> LocksOf(SchemaStatement[] some) => some.SelectMany(s => s.Locks);

    private static IEnumerable<string> TablesOf(SchemaStatement[] some) => some.SelectMany(s => s.Table is null ? s.Locks : s.Locks.Append(s.Table)).Distinct();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
