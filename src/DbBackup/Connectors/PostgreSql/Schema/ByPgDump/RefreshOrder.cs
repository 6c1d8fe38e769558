namespace DbBackup.Connectors;

/// <summary>The order in which materialized views are filled: those that others read before them, whatever stands between.</summary>
internal static class RefreshOrder
{
    /// <summary>The statements that fill them. Circles, which go through functions only, are cut anywhere.</summary>
    public static List<SchemaStatement> Of(SchemaGraph graph)
    {
        var statements = new List<SchemaStatement>();
        var seen = new HashSet<SchemaObject>();
        var path = new Stack<(SchemaObject Object, IEnumerator<SchemaNode> Needs)>();
        foreach (var root in graph.Nodes().Where(node => node.Object.Kind == "MATERIALIZED VIEW"))
        {
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (top.Needs.MoveNext())
                    Enter(top.Needs.Current);
                else
                    statements.AddRange(path.Pop().Object.Statements.Where(statement => statement.Phase == SchemaPhase.Refresh));
            }
        }
        return statements;

        void Enter(SchemaNode node)
        {
            if (seen.Add(node.Object))
                path.Push((node.Object, graph.Before(node).GetEnumerator()));
        }
    }
}
