namespace DbBackup.Connectors;

/// <summary>What must come before what: the nodes are definitions, of which an object that breaks a circle has two.</summary>
internal sealed class SchemaGraph
{
    private readonly SchemaCollection _schema;
    private readonly List<SchemaObject> _objects;
    private readonly Dependencies _dependencies;
    private readonly Dictionary<SchemaObject, List<Need>> _needs = [];
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
                foreach (var need in _needs[part])
                    Add(item, need.Object, need.Column);
            }
        }
    }

    /// <summary>The objects that need an object.</summary>
    public List<SchemaObject> DependentsOf(SchemaObject item) => [.. _objects.Where(other => _needs[other].Exists(need => need.Object == item))];

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

    /// <summary>The nodes that must come before this one, some of them more than once.</summary>
    public IEnumerable<SchemaNode> Before(SchemaNode node)
    {
        if (node.Part == SchemaPart.Forward)
            return ForwardNeeds(node.Object).Where(other => other != node.Object).Select(other => Target(other, ForwardSuffices(node.Object, other)));
        var needs = _needs[node.Object].Select(need => Target(need.Object, ForwardSuffices(node.Object, need.Object) && !NeedsWhatForwardLacks(node.Object, need.Object)));
        return node.Part == SchemaPart.Completion ? needs.Append(new SchemaNode(node.Object, SchemaPart.Forward)) : needs;
    }

    private IEnumerable<SchemaNode> NodesOf(SchemaObject item) => IsSplit(item)
        ? [new SchemaNode(item, SchemaPart.Forward), new SchemaNode(item, SchemaPart.Completion)]
        : [new SchemaNode(item, SchemaPart.Whole)];

    private IEnumerable<SchemaObject> ForwardNeeds(SchemaObject item) => item.ForwardNeeds.Select(_dependencies.Resolve).OfType<SchemaObject>().Where(_needs.ContainsKey)
        .Concat(_needs[item].Select(need => need.Object).Where(need => need.Kind == "SCHEMA")).Distinct();

    private SchemaNode Last(SchemaObject item) => new(item, IsSplit(item) ? SchemaPart.Completion : SchemaPart.Whole);

    private SchemaNode Target(SchemaObject to, bool isForwardEnough) => isForwardEnough ? new SchemaNode(to, SchemaPart.Forward) : Last(to);

    private bool ForwardSuffices(SchemaObject from, SchemaObject to) => IsSplit(to) && _forwardSuffices.Contains((from, to));

    private bool NeedsWhatForwardLacks(SchemaObject from, SchemaObject to) =>
        _needs[from].Exists(need => need.Object == to && to.ForwardLacks.Contains(need.Column));

    private void Add(SchemaObject? from, SchemaObject? to, int column)
    {
        if (from is not null && to is not null && from != to && _needs.TryGetValue(from, out var needs) && _needs.ContainsKey(to))
            needs.Add(new Need(to, column));
    }

    // A sequence does not need the column that owns it: that is said once both are there.
    private bool IsOwnership(Dependency row) =>
        row is { Kind: 'a', FromColumn: 0, ToColumn: > 0 } && _schema.Find(row.From) is { Kind: "SEQUENCE" };

    /// <param name="Object">What is needed.</param>
    /// <param name="Column">Which of its columns; 0 for no certain one.</param>
    private readonly record struct Need(SchemaObject Object, int Column);
}
