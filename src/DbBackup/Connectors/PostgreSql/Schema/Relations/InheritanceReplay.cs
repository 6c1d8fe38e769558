namespace DbBackup.Connectors;

/// <summary>
/// Tables that inherit from one another, where the columns of one stand in an order that <c>INHERITS</c> does not give: a parent got a column
/// after its child had one of its own. They are made without columns, and get them as they once did, each table its own and its children
/// theirs by inheritance.
/// </summary>
internal sealed class InheritanceReplay
{
    private readonly PgCatalog _catalog;
    private readonly Dictionary<uint, TableRow> _tables;
    private readonly ILookup<uint, TableColumn> _columns;

    private InheritanceReplay(PgCatalog catalog, IEnumerable<TableRow> tables, ILookup<uint, TableColumn> columns)
    {
        (_catalog, _columns) = (catalog, columns);
        _tables = tables.ToDictionary(table => table.Id);
    }

    /// <summary>The object that gives the tables their columns; all of them need it.</summary>
    public CatalogId Id => _catalog.Id("pg_inherits", _tables.Keys.Min());

    /// <summary>The tables.</summary>
    public IEnumerable<uint> Tables => _tables.Keys;

    /// <summary>The groups of tables that need it.</summary>
    public static List<InheritanceReplay> Find(PgCatalog catalog, IReadOnlyList<TableRow> tables, ILookup<uint, TableColumn> columns)
    {
        var inheriting = tables.Where(table => table.Parents.Length > 0 && table.Bound is null).ToList();
        var byId = tables.ToDictionary(table => table.Id);
        var neighbours = inheriting.SelectMany(table => table.Parents.Select(parent => (table.Id, Other: parent)))
            .SelectMany(pair => (IEnumerable<(uint Id, uint Other)>)[pair, (pair.Other, pair.Id)]).ToLookup(pair => pair.Id, pair => pair.Other);
        var found = new List<InheritanceReplay>();
        var seen = new HashSet<uint>();
        foreach (var table in inheriting.Where(table => !IsNatural(table, columns)).Where(table => seen.Add(table.Id)))
        {
            List<uint> group = [table.Id];
            for (var next = 0; next < group.Count; next++)
                group.AddRange(neighbours[group[next]].Where(seen.Add));
            found.Add(new InheritanceReplay(catalog, group.Select(id => byId[id]), columns));
        }
        return found;
    }

    /// <summary>The statements that add the columns, in their order; what cannot be so is refused.</summary>
    public SchemaObject Object(SchemaCollection schema, Func<TableRow, TableColumn, string> column)
    {
        var first = _tables[_tables.Keys.Min()];
        var item = new SchemaObject { Id = Id, Kind = first.ObjectKind, Schema = first.Schema, Name = first.Name, Identity = first.Identity };
        item.Needs.AddRange(_tables.Keys.Select(id => _catalog.Id("pg_class", id)));
        var reason = Unfit();
        if (!TryOrder(out var order))
            reason ??= "their columns stand in orders that no statements give";
        if (reason is not null)
            schema.LeaveToPgDump($"table {first.Identity} and those that inherit from it cannot be carried: {reason}");
        schema.LostByPgDump($"the order of the columns of {first.Identity} and of those that inherit from it");
        foreach (var (table, added) in order)
        {
            item.Needs.Add(_catalog.Id("pg_type", added.TypeId));
            if (added.CollationId != 0)
                item.Needs.Add(_catalog.Id("pg_collation", added.CollationId));
            item.Append($"ALTER {table.ObjectKind} {table.Identity} ADD COLUMN {column(table, added)}");
        }
        return item;
    }

    // Parents first, each in the order of its columns, then what is the table's own.
    private static bool IsNatural(TableRow table, ILookup<uint, TableColumn> columns)
    {
        var inherited = table.Parents.SelectMany(parent => columns[parent]).Select(column => column.Name).Distinct().ToList();
        var own = columns[table.Id].Select(column => column.Name).ToList();
        return inherited.SequenceEqual(own.Take(inherited.Count));
    }

    private string? Unfit() =>
        _tables.Values.FirstOrDefault(table => table.OfType is not null || _columns[table.Id].Any(column => column.Generated.Length > 0)) is { } table
            ? $"{table.Identity} has generated columns or is of a type, and the order of columns in one of them is not the inherited one"
            : _tables.Keys.FirstOrDefault(id => _catalog.IsExtensionMember(_catalog.Id("pg_class", id))) is > 0 and var member
                ? $"{_tables[member].Identity} is an extension's, and the order of columns in one of them is not the inherited one"
                : null;

    private bool TryOrder(out List<(TableRow Table, TableColumn Column)> order)
    {
        var events = _tables.Values.SelectMany(table => _columns[table.Id].Where(column => column.IsLocal).Select(column => (table.Id, column.Name))).ToHashSet();
        var before = events.ToDictionary(step => step, _ => new HashSet<(uint, string)>());
        foreach (var table in _tables.Values)
            Constrain(table, before);
        order = [];
        var done = new HashSet<(uint, string)>();
        var waiting = events.OrderBy(step => _tables[step.Id].Schema, StringComparer.Ordinal).ThenBy(step => _tables[step.Id].Name, StringComparer.Ordinal)
            .ThenBy(step => _columns[step.Id].First(column => column.Name == step.Name).Number).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(step => before[step].IsSubsetOf(done));
            if (next < 0)
                return false;
            var (id, name) = waiting[next];
            waiting.RemoveAt(next);
            done.Add((id, name));
            order.Add((_tables[id], _columns[id].First(column => column.Name == name)));
        }
        return true;
    }

    // What first gives a table a column comes before what gives it the next; its own comes before its parents', which then find it there.
    private void Constrain(TableRow table, Dictionary<(uint, string), HashSet<(uint, string)>> before)
    {
        (uint, string)? previous = null;
        foreach (var column in _columns[table.Id])
        {
            var sources = Sources(table, column.Name).ToList();
            var first = column.IsLocal ? (table.Id, column.Name) : sources[0];
            foreach (var later in sources.Where(source => source != first))
                before[later].Add(first);
            if (previous is { } earlier)
                before[first].Add(earlier);
            previous = first;
        }
    }

    private IEnumerable<(uint, string)> Sources(TableRow table, string name)
    {
        foreach (var parent in table.Parents)
        {
            if (_columns[parent].FirstOrDefault(column => column.Name == name) is not { } column)
                continue;
            if (column.IsLocal)
                yield return (parent, name);
            else
                foreach (var source in Sources(_tables[parent], name))
                    yield return source;
        }
    }
}
