namespace DbBackup.Connectors;

/// <summary>What must come before what: the nodes are definitions, of which an object that breaks a circle has two.</summary>
internal sealed class SchemaGraph
{
    private readonly SchemaCollection _schema;
    private readonly List<SchemaObject> _objects;
    private readonly Dependencies _dependencies;
    private readonly Dictionary<SchemaObject, Dictionary<SchemaObject, HashSet<int>>> _needs = [];
    private readonly HashSet<SchemaObject> _split = [];
    private readonly HashSet<(SchemaObject From, SchemaObject To)> _forwardSuffices = [];

    public SchemaGraph(SchemaCollection schema, Dependencies dependencies, HashSet<SchemaObject> kept)
    {
        (_schema, _dependencies) = (schema, dependencies);
        _objects = [.. schema.Objects.Where(kept.Contains)];
        foreach (var item in _objects)
            _needs[item] = [];
        foreach (var row in dependencies.Rows.Where(row => !IsOwnership(row)))
            Add(dependencies.Resolve(row.From), dependencies.Resolve(row.To), row.ToColumn);
        foreach (var item in _objects)
        {
            foreach (var need in item.Needs)
                Add(item, dependencies.Resolve(need), 0);
        }
        foreach (var item in _objects.Where(item => item.Includes.Count > 0))
        {
            foreach (var part in item.Includes.Select(dependencies.Resolve).OfType<SchemaObject>().Where(kept.Contains))
            {
                foreach (var (to, columns) in _needs[part])
                    columns.ToList().ForEach(column => Add(item, to, column));
            }
        }
    }

    /// <summary>The objects that need an object.</summary>
    public List<SchemaObject> DependentsOf(SchemaObject item) => [.. _objects.Where(other => _needs[other].ContainsKey(item))];

    /// <summary>Whether the object is made in two steps.</summary>
    public bool IsSplit(SchemaObject item) => _split.Contains(item);

    /// <summary>Makes an object in two steps; the first of them is enough for these others.</summary>
    public void Split(SchemaObject item, IEnumerable<SchemaObject> others)
    {
        _split.Add(item);
        foreach (var other in others)
            _forwardSuffices.Add((other, item));
    }

    /// <summary>All nodes.</summary>
    public IEnumerable<SchemaNode> Nodes() => _objects.SelectMany(NodesOf);

    /// <summary>The nodes that must come before this one.</summary>
    public IEnumerable<SchemaNode> Before(SchemaNode node)
    {
        if (node.Part == SchemaPart.Forward)
            return ForwardNeeds(node.Object).Where(other => other != node.Object).Select(other => Target(node.Object, other, []));
        var needs = _needs[node.Object].Select(need => Target(node.Object, need.Key, need.Value));
        return node.Part == SchemaPart.Completion ? needs.Append(new SchemaNode(node.Object, SchemaPart.Forward)) : needs;
    }

    private IEnumerable<SchemaNode> NodesOf(SchemaObject item) => IsSplit(item)
        ? [new SchemaNode(item, SchemaPart.Forward), new SchemaNode(item, SchemaPart.Completion)]
        : [new SchemaNode(item, SchemaPart.Whole)];

    private IEnumerable<SchemaObject> ForwardNeeds(SchemaObject item) => item.ForwardNeeds.Select(_dependencies.Resolve).OfType<SchemaObject>().Where(_needs.ContainsKey)
        .Concat(_needs[item].Keys.Where(need => need.Kind == "SCHEMA")).Distinct();

    private SchemaNode Last(SchemaObject item) => new(item, IsSplit(item) ? SchemaPart.Completion : SchemaPart.Whole);

    private SchemaNode Target(SchemaObject from, SchemaObject to, HashSet<int> columns) =>
        IsSplit(to) && _forwardSuffices.Contains((from, to)) && !to.ForwardLacks.Any(columns.Contains)
            ? new SchemaNode(to, SchemaPart.Forward)
            : Last(to);

    private void Add(SchemaObject? from, SchemaObject? to, int column)
    {
        if (from is null || to is null || from == to || !_needs.TryGetValue(from, out var needs) || !_needs.ContainsKey(to))
            return;
        if (!needs.TryGetValue(to, out var columns))
            needs.Add(to, columns = []);
        columns.Add(column);
    }

    // A sequence does not need the column that owns it: that is said once both are there.
    private bool IsOwnership(Dependency row) =>
        row is { Kind: 'a', FromColumn: 0, ToColumn: > 0 } && _schema.Find(row.From) is { Kind: "SEQUENCE" };
}
