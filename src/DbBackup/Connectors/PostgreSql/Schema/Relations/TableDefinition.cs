using System.Text;

namespace DbBackup.Connectors;

/// <summary>
/// Writes the statements that make a table. A partition is made as a table of its own and attached, which keeps its own order of columns;
/// what inherits is made with <c>INHERITS</c>, so that inherited columns and checks are inherited again and not its own.
/// </summary>
internal sealed class TableDefinition(
    PgCatalog catalog, TableRow table, IReadOnlyList<TableColumn> columns, IReadOnlyList<ConstraintRow> constraints)
{
    /// <summary>The tables it inherits from, or the one of which it is a partition.</summary>
    public required IReadOnlyList<TableParent> Parents { get; init; }

    /// <summary>The sequences of identity columns, by table and column.</summary>
    public required Dictionary<(uint, int), SequenceRow> Sequences { get; init; }

    /// <summary>What adds the columns afterwards, together with those of its relatives; <see langword="null"/> when the table has them at once.</summary>
    public InheritanceReplay? Replay { get; init; }

    private bool IsPartition => table.Bound is not null;

    private bool Inherits => Parents.Count > 0 && !IsPartition;

    private string Alter => $"ALTER {table.ObjectKind} ONLY {table.Identity}";

    private IEnumerable<TableColumn> OwnColumns => columns.Where(column => !Inherits || column.IsLocal);

    private IEnumerable<ConstraintRow> OwnConstraints => constraints.Where(constraint => !Inherits || constraint.IsLocal);

    private List<ConstraintRow> Checks => [.. OwnConstraints.Where(constraint => constraint is { Kind: "c", CanBeInline: true })];

    private List<ConstraintRow> NotNulls => [.. OwnConstraints.Where(constraint => constraint is { Kind: "n", CanBeInline: true })];

    /// <summary>The table, and its checks and not-null constraints, which can have comments of their own.</summary>
    public IEnumerable<SchemaObject> Objects()
    {
        var item = Table();
        yield return item;
        foreach (var constraint in constraints.Where(constraint => constraint.Kind is "c" or "n"))
            yield return Constraint(constraint, item);
    }

    private SchemaObject Table()
    {
        var drop = $"DROP {table.ObjectKind} IF EXISTS {table.Identity}";
        var split = SplitColumn();
        var late = Replay is null ? columns.Where(column => column.Number >= split).ToList() : [.. columns];
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_class", table.Id),
            Aliases = Aliases(),
            Kind = table.ObjectKind,
            Schema = table.Schema,
            Name = table.Name,
            Identity = table.Identity,
            Forward = CanBeSplit ? [Bare(Create(isForward: true), drop)] : [],
            AfterForward = CanBeSplit ? [
                .. LateParts(late), .. Refinements().Select(sql => Bare(sql)),
                .. Protections().Select(part => Bare(part.Sql) with { Phase = part.Phase, Locks = [table.Identity] }),
            ] : null,
            ForwardNeeds = [.. ForwardNeeds(split)],
            ForwardLacks = [.. late.Select(column => column.Number)],
        };
        item.Append(Create(isForward: false), drop);
        foreach (var sql in Refinements())
            item.Append(sql);
        foreach (var (sql, phase) in Protections())
            item.Append(sql, phase: phase, locks: [table.Identity]);
        item.Needs.AddRange(Parents.Select(parent => catalog.Id("pg_class", parent.Table.Id)));
        if (Replay is not null)
            item.Needs.Add(Replay.Id);
        item.Includes.AddRange(Checks.Concat(NotNulls).Select(constraint => catalog.Id("pg_constraint", constraint.Id)));
        return item;
    }

    private SchemaStatement Bare(string sql, string? drop = null) => new()
    {
        Kind = table.ObjectKind,
        Schema = table.Schema,
        Identity = table.Identity,
        Sql = sql,
        Drop = drop,
    };

    private List<CatalogId> Aliases()
    {
        List<CatalogId> aliases = [.. columns.Where(column => column.DefaultId != 0).Select(column => catalog.Id("pg_attrdef", column.DefaultId))];
        if (table.RowType != 0)
            aliases.Add(catalog.Id("pg_type", table.RowType));
        if (table.RowTypeArray != 0)
            aliases.Add(catalog.Id("pg_type", table.RowTypeArray));
        return aliases;
    }

    private bool CanBeSplit => Replay is not null ||
        (Checks.Count > 0 || columns.Any(column => column.Expression is not null)) && !((Inherits || table.OfType is not null) && HasGenerated);

    private bool HasGenerated => columns.Any(column => column.Generated.Length > 0);

    private int SplitColumn() => columns.FirstOrDefault(column => column.Generated.Length > 0)?.Number ?? int.MaxValue;

    private IEnumerable<CatalogId> ForwardNeeds(int split)
    {
        foreach (var parent in Parents)
            yield return catalog.Id("pg_class", parent.Table.Id);
        if (table.OfTypeId != 0)
            yield return catalog.Id("pg_type", table.OfTypeId);
        foreach (var column in columns.Where(column => column.Number < split && Replay is null))
        {
            yield return catalog.Id("pg_type", column.TypeId);
            if (column.CollationId != 0)
                yield return catalog.Id("pg_collation", column.CollationId);
        }
    }

    private string Create(bool isForward)
    {
        var text = new StringBuilder("CREATE ");
        if (table.Persistence == "u")
            text.Append("UNLOGGED ");
        text.Append($"{table.ObjectKind} {table.Identity}");
        if (table.OfType is not null)
            text.Append($" OF {table.OfType}");
        var parts = Parts(isForward);
        if (parts.Count > 0)
            text.Append($" (\n    {string.Join(",\n    ", parts)}\n)");
        else if (table.OfType is null)
            text.Append(" (\n)");
        if (Inherits)
            text.Append($"\nINHERITS ({string.Join(", ", Parents.Select(parent => parent.Table.Identity))})");
        if (table.PartitionKey is not null)
            text.Append($"\nPARTITION BY {table.PartitionKey}");
        if (table.Server is not null)
            text.Append($"\nSERVER {PgName.Quote(table.Server)}{RelationOptions.Foreign(table.ForeignOptions)}");
        if (table.AccessMethod is not null)
            text.Append($"\nUSING {PgName.Quote(table.AccessMethod)}");
        text.Append(RelationOptions.With(table.Options, table.ToastOptions));
        if (table.Tablespace is not null)
            text.Append($"\nTABLESPACE {PgName.Quote(table.Tablespace)}");
        return text.ToString();
    }

    private List<string> Parts(bool isForward)
    {
        if (Replay is not null)
            return [];
        var split = isForward ? SplitColumn() : int.MaxValue;
        IEnumerable<string> own = table.OfType is not null
            ? OwnColumns.Select(column => OfTypeColumn(column, withExpression: !isForward)).OfType<string>()
            : OwnColumns.Where(column => column.Number < split).Select(column => Column(column, withExpression: !isForward));
        var notNulls = NotNulls.Where(constraint => constraint.Column < split).Select(constraint => constraint.Clause);
        return [.. own, .. isForward ? [] : Checks.Select(check => check.Clause), .. notNulls];
    }

    private IEnumerable<SchemaStatement> LateParts(List<TableColumn> late)
    {
        var undo = $"ALTER {table.ObjectKind} IF EXISTS ONLY {table.Identity}";
        var isReplayed = Replay is not null;
        foreach (var column in late.Where(_ => !isReplayed))
            yield return Bare($"{Alter} ADD COLUMN {Column(column, withExpression: true)}", $"{undo} DROP COLUMN IF EXISTS {column.Quoted}");
        // A replayed column brings its own along: the parent's, which comes later, then merges with it.
        foreach (var notNull in NotNulls.Where(constraint => late.Exists(column => column.Number == constraint.Column && !(isReplayed && column.IsLocal))))
            yield return Bare($"ALTER {table.ObjectKind} {table.Identity} ADD {notNull.Clause}");
        foreach (var column in OwnColumns.Where(column => column.Expression is not null && (isReplayed || !late.Contains(column))))
            yield return Bare(
                $"{Alter} ALTER COLUMN {column.Quoted} SET DEFAULT {column.Expression}", $"{undo} ALTER COLUMN {column.Quoted} DROP DEFAULT");
        // A column is no identity in the tables that inherit it, and so cannot be added to them as one.
        foreach (var column in OwnColumns.Where(column => isReplayed && Identity(column) is not null))
            yield return Bare($"ALTER {table.ObjectKind} ONLY {table.Identity} ALTER COLUMN {column.Quoted} ADD {Identity(column)}");
        // One that a parent has goes with the parent's.
        foreach (var check in Checks)
            yield return Bare(
                $"ALTER {table.ObjectKind} {table.Identity} ADD {check.Clause}",
                check.IsInherited ? null : $"ALTER {table.ObjectKind} IF EXISTS {table.Identity} DROP CONSTRAINT IF EXISTS {check.Quoted}");
    }

    /// <summary>A column as <c>CREATE TABLE</c> or <c>ADD COLUMN</c> spells it.</summary>
    public string Column(TableColumn column, bool withExpression)
    {
        var text = new StringBuilder($"{column.Quoted} {column.Type}");
        text.Append(RelationOptions.Foreign(column.ForeignOptions));
        if (column.Collation is not null)
            text.Append($" COLLATE {column.Collation}");
        text.Append(Properties(column, withExpression));
        return text.ToString();
    }

    private string? OfTypeColumn(TableColumn column, bool withExpression) =>
        Properties(column, withExpression) is { Length: > 0 } properties ? $"{column.Quoted} WITH OPTIONS{properties}" : null;

    private string Properties(TableColumn column, bool withExpression)
    {
        var text = new StringBuilder();
        if (column.Generated.Length > 0)
            text.Append($" GENERATED ALWAYS AS ({column.Expression}) {(column.Generated == "v" ? "VIRTUAL" : "STORED")}");
        else if (Replay is null && Identity(column) is { } identity)
            text.Append($" {identity}");
        else if (withExpression && column.Expression is not null)
            text.Append($" DEFAULT {column.Expression}");
        if (column.IsNotNull && (Replay is not null || !IsNotNullInherited(column)))
            text.Append(" NOT NULL");
        else if (Replay is not null && NotNulls.Find(constraint => constraint.Column == column.Number) is { } notNull)
            text.Append($" CONSTRAINT {notNull.Quoted} NOT NULL{(notNull.IsNotInherited ? " NO INHERIT" : "")}");
        return text.ToString();
    }

    private string? Identity(TableColumn column) => Sequences.TryGetValue((table.Id, column.Number), out var sequence)
        ? $"GENERATED {(column.Identity == "a" ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY (SEQUENCE NAME {sequence.Identity} {sequence.Options})"
        : null;

    private bool IsNotNullInherited(TableColumn column) => Inherits && Parents.Any(parent => parent.Column(column.Name) is { IsNotNull: true });

    private IEnumerable<string> Refinements()
    {
        List<string> clauses = [.. columns.SelectMany(ColumnSettings), .. columns.SelectMany(InheritedClauses)];
        if (clauses.Count > 0)
            yield return $"{Alter} {string.Join(", ", clauses)}";
        if (IsPartition)
            yield return $"ALTER TABLE ONLY {Parents[0].Table.Identity} ATTACH PARTITION {table.Identity} {table.Bound}";
    }

    /// <summary>What is set of a column after it was made, as clauses of <c>ALTER TABLE</c>.</summary>
    public static IEnumerable<string> ColumnSettings(TableColumn column)
    {
        var alter = $"ALTER COLUMN {column.Quoted}";
        if (column.Storage is not null)
            yield return $"{alter} SET STORAGE {StorageName(column.Storage)}";
        if (column.Compression is not null)
            yield return $"{alter} SET COMPRESSION {column.Compression}";
        if (column.Statistics is not null)
            yield return $"{alter} SET STATISTICS {column.Statistics}";
        if (column.Options.Length > 0)
            yield return $"{alter} SET ({RelationOptions.List(column.Options)})";
    }

    private IEnumerable<string> InheritedClauses(TableColumn column)
    {
        var alter = $"ALTER COLUMN {column.Quoted}";
        if (!Inherits || column.IsLocal)
            yield break;
        if (column.Generated.Length == 0 && column.Expression is not null)
            yield return $"{alter} SET DEFAULT {column.Expression}";
        else if (column.Expression is null && Parents.Any(parent => parent.Column(column.Name) is { Expression: not null }))
            yield return $"{alter} DROP DEFAULT";
        if (column.IsNotNull && !IsNotNullInherited(column))
            yield return $"{alter} SET NOT NULL";
        if (!column.IsNotNull && IsNotNullInherited(column))
            yield return $"{alter} DROP NOT NULL";
    }

    private IEnumerable<(string Sql, SchemaPhase Phase)> Protections()
    {
        if (table is { Kind: not "f", ReplicaIdentity: "f" or "n" })
            yield return ($"{Alter} REPLICA IDENTITY {(table.ReplicaIdentity == "f" ? "FULL" : "NOTHING")}", SchemaPhase.IndexUse);
        if (table.HasRowSecurity)
            yield return ($"ALTER TABLE {table.Identity} ENABLE ROW LEVEL SECURITY", SchemaPhase.Policy);
        if (table.ForcesRowSecurity)
            yield return ($"ALTER TABLE ONLY {table.Identity} FORCE ROW LEVEL SECURITY", SchemaPhase.Policy);
    }

    private static string StorageName(string storage) => storage switch
    {
        "p" => "PLAIN",
        "e" => "EXTERNAL",
        "m" => "MAIN",
        _ => "EXTENDED",
    };

    private SchemaObject Constraint(ConstraintRow constraint, SchemaObject owner)
    {
        var isLater = constraint is { CanBeInline: false, IsLocal: true };
        var item = new SchemaObject
        {
            Id = catalog.Id("pg_constraint", constraint.Id),
            Kind = "CONSTRAINT",
            Schema = table.Schema,
            Name = constraint.Name,
            Identity = $"{constraint.Quoted} ON {table.Identity}",
            Phase = isLater ? SchemaPhase.ForeignKey : SchemaPhase.PreData,
            Needs = { owner.Id },
        };
        if (isLater)
            item.Append(
                $"ALTER {table.ObjectKind} {table.Identity} ADD {constraint.Clause}", locks: [table.Identity]);
        return item;
    }
}
