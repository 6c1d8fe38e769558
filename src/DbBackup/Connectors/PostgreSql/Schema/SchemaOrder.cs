namespace DbBackup.Connectors;

/// <summary>
/// Orders the statements of a schema by what <c>pg_depend</c> says. Circles are broken where an object can be made in two steps; a circle
/// without such an object has none. What needs an index or a key waits until that is there.
/// </summary>
internal sealed class SchemaOrder
{
    private readonly SchemaCollection _schema;
    private readonly SchemaGraph _graph;
    private readonly Dictionary<SchemaNode, SchemaPhase> _phases = [];

    private SchemaOrder(SchemaCollection schema, SchemaGraph graph) => (_schema, _graph) = (schema, graph);

    /// <summary>The statements in their order. There are none where no order is found.</summary>
    public static List<SchemaStatement> Statements(SchemaCollection schema, SchemaGraph graph)
    {
        var order = new SchemaOrder(schema, graph);
        return order.BreakCircles() ? order.Write() : [];
    }

    private bool BreakCircles()
    {
        while (SchemaCircles.Find(_graph) is { Count: > 0 } circles)
        {
            foreach (var circle in circles)
            {
                var members = circle.Select(node => node.Object).Distinct().ToList();
                var breaking = circle.Where(node => node.Part == SchemaPart.Whole && node.Object.Forward.Count > 0).Order(SchemaRank.Instance).ToList();
                if (breaking.Count == 0)
                {
                    _schema.LeaveToPgDump(
                        $"{string.Join(", ", members.Select(member => $"{member.Kind} {member.Identity}").Order(StringComparer.Ordinal))} " +
                        "need each other in a circle that no order of statements can make");
                    return false;
                }
                _graph.Split(breaking[0].Object, members);
            }
        }
        return true;
    }

    private List<SchemaStatement> Write()
    {
        var ordered = Sort();
        while (true)
        {
            _phases.Clear();
            foreach (var node in ordered)
                _phases[node] = PhaseOf(node);
            if (ordered.Find(IsLateTable) is not { Object: { } table } late)
                return [.. ordered.SelectMany(Statements).OrderBy(statement => statement.Phase)];
            if (late.Part != SchemaPart.Whole || table.Forward.Count == 0)
            {
                RefuseLate(late);
                return [];
            }
            _graph.Split(table, _graph.DependentsOf(table));
            ordered = Sort();
        }
    }

    // A table must be there when its rows come. What of it needs an index can be said afterwards, a default for example, but not a column.
    private bool IsLateTable(SchemaNode node) =>
        node.Object is { Kind: "TABLE" or "FOREIGN TABLE", Phase: SchemaPhase.PreData } table && _phases[node] != SchemaPhase.PreData
        && (node.Part != SchemaPart.Completion || table.ForwardLacks.Count > 0);

    private void RefuseLate(SchemaNode node)
    {
        var cause = _graph.Before(node).First(need => _phases[need] == _phases[node] || _phases[need] != SchemaPhase.PreData).Object;
        _schema.LeaveToPgDump(
            $"{node.Object.Kind} {node.Object.Identity} needs {cause.Kind} {cause.Identity}, which needs the key of a table and can be made only when " +
            "the rows are there");
    }

    private List<SchemaNode> Sort()
    {
        var nodes = _graph.Nodes().Order(SchemaRank.Instance).ToList();
        var before = nodes.ToDictionary(node => node, node => _graph.Before(node).Distinct().ToList());
        var after = before.SelectMany(pair => pair.Value.Select(need => (Need: need, Node: pair.Key))).ToLookup(pair => pair.Need, pair => pair.Node);
        var missing = before.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        var rank = nodes.Select((node, position) => (node, position)).ToDictionary(pair => pair.node, pair => pair.position);
        var ready = new PriorityQueue<SchemaNode, int>(nodes.Where(node => missing[node] == 0).Select(node => (node, rank[node])));
        var ordered = new List<SchemaNode>(nodes.Count);
        while (ready.TryDequeue(out var node, out _))
        {
            ordered.Add(node);
            foreach (var next in after[node].Where(next => --missing[next] == 0))
                ready.Enqueue(next, rank[next]);
        }
        return ordered;
    }

    private SchemaPhase PhaseOf(SchemaNode node)
    {
        var own = node.Object.Phase;
        var needed = _graph.Before(node).Select(need => _phases[need]).DefaultIfEmpty(own).Max();
        if (needed <= own)
            return own;
        return needed switch
        {
            <= SchemaPhase.LateView => SchemaPhase.LateView,
            <= SchemaPhase.Privilege => SchemaPhase.Privilege,
            SchemaPhase.Refresh => SchemaPhase.Refresh,
            _ => SchemaPhase.Last,
        };
    }

    private IEnumerable<SchemaStatement> Statements(SchemaNode node)
    {
        var item = node.Object;
        var statements = node.Part switch
        {
            SchemaPart.Forward => item.Forward,
            SchemaPart.Completion => (item.AfterForward ?? Definitions(item)).Concat(item.Statements.Where(s => s.Aspect != StatementAspect.Definition)),
            _ => item.Statements,
        };
        return statements.Select(statement => statement with { Phase = Place(statement, _phases[node]) });
    }

    private static IEnumerable<SchemaStatement> Definitions(SchemaObject item) =>
        item.Statements.Where(statement => statement.Aspect == StatementAspect.Definition);

    // What is said of an object waits until the statements that run side by side are through.
    private static SchemaPhase Place(SchemaStatement statement, SchemaPhase lifted)
    {
        var phase = statement.Phase > lifted ? statement.Phase : lifted;
        if (statement.Aspect == StatementAspect.Definition)
            return phase;
        return phase switch
        {
            SchemaPhase.Index or SchemaPhase.IndexUse or SchemaPhase.ForeignKey => SchemaPhase.LateView,
            SchemaPhase.Trigger or SchemaPhase.Policy => SchemaPhase.Privilege,
            _ => phase,
        };
    }
}
