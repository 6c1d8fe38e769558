namespace DbBackup.Connectors;

/// <summary>Finds circles of dependencies (Tarjan's strongly connected components, without recursion).</summary>
internal static class SchemaCircles
{
    /// <summary>The circles, each with all its members.</summary>
    public static List<List<SchemaNode>> Find(SchemaGraph graph)
    {
        var circles = new List<List<SchemaNode>>();
        var index = new Dictionary<SchemaNode, int>();
        var low = new Dictionary<SchemaNode, int>();
        var open = new Stack<SchemaNode>();
        var isOpen = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Next)>();
        foreach (var root in graph.Nodes())
        {
            if (index.ContainsKey(root))
                continue;
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (top.Next.MoveNext())
                {
                    var next = top.Next.Current;
                    if (!index.TryGetValue(next, out var seen))
                        Enter(next);
                    else if (isOpen.Contains(next))
                        low[top.Node] = Math.Min(low[top.Node], seen);
                    continue;
                }
                path.Pop();
                if (path.TryPeek(out var parent))
                    low[parent.Node] = Math.Min(low[parent.Node], low[top.Node]);
                if (low[top.Node] == index[top.Node])
                    Close(top.Node);
            }
        }
        return circles;

        void Enter(SchemaNode node)
        {
            index[node] = low[node] = index.Count;
            open.Push(node);
            isOpen.Add(node);
            path.Push((node, graph.Before(node).GetEnumerator()));
        }

        void Close(SchemaNode node)
        {
            var members = new List<SchemaNode>();
            SchemaNode member;
            do
            {
                member = open.Pop();
                isOpen.Remove(member);
                members.Add(member);
            }
            while (member != node);
            if (members.Count > 1)
                circles.Add(members);
        }
    }
}
