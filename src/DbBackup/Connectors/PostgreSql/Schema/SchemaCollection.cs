namespace DbBackup.Connectors;

/// <summary>The objects that were read, and what of them cannot be carried.</summary>
internal sealed class SchemaCollection
{
    private readonly Dictionary<CatalogId, SchemaObject> _byId = [];
    private readonly List<SchemaObject> _objects = [];
    private readonly List<string> _refusals = [];

    /// <summary>The objects in the order in which they were read.</summary>
    public IReadOnlyList<SchemaObject> Objects => _objects;

    /// <summary>What cannot be carried, one sentence each.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Adds an object; it answers for its aliases too.</summary>
    public void Add(SchemaObject item)
    {
        _objects.Add(item);
        foreach (var id in (CatalogId[])[item.Id, .. item.Aliases])
            _byId[id] = item;
    }

    /// <summary>The object that carries this one, or <see langword="null"/>.</summary>
    public SchemaObject? Find(CatalogId id) => _byId.GetValueOrDefault(id);

    /// <summary>Says that something cannot be carried. Every one of these is told, and the run fails.</summary>
    public void Refuse(string sentence) => _refusals.Add(sentence);
}
