namespace DbBackup.Connectors;

/// <summary>The objects that were read, and what of them cannot be carried.</summary>
internal sealed class SchemaCollection
{
    private readonly Dictionary<CatalogId, SchemaObject> _byId = [];
    private readonly List<SchemaObject> _objects = [];
    private readonly List<string> _refusals = [], _unwritable = [], _losses = [];

    /// <summary>The objects in the order in which they were read.</summary>
    public IReadOnlyList<SchemaObject> Objects => _objects;

    /// <summary>What nobody can carry, a sentence with its remedy each.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>What cannot be written in process but perhaps by <c>pg_dump</c>, a clause each.</summary>
    public IReadOnlyList<string> Unwritable => _unwritable;

    /// <summary>What <c>pg_dump</c> would not carry, a noun each.</summary>
    public IReadOnlyList<string> LossesOfPgDump => _losses;

    /// <summary>Adds an object; it answers for its aliases too.</summary>
    public void Add(SchemaObject item)
    {
        _objects.Add(item);
        foreach (var id in (CatalogId[])[item.Id, .. item.Aliases])
            _byId[id] = item;
    }

    /// <summary>The object that carries this one, or <see langword="null"/>.</summary>
    public SchemaObject? Find(CatalogId id) => _byId.GetValueOrDefault(id);

    /// <summary>Says that something cannot be carried by anybody. Every one of these is told, and the run fails.</summary>
    public void Refuse(string sentence) => _refusals.Add(sentence);

    /// <summary>Says that something cannot be written in process: <c>index "public"."i" cannot be carried</c>.</summary>
    public void LeaveToPgDump(string clause) => _unwritable.Add(clause);

    /// <summary>Says what would be lost if <c>pg_dump</c> wrote the definitions: <c>index "public"."i"</c>.</summary>
    public void LostByPgDump(string what) => _losses.Add(what);
}
