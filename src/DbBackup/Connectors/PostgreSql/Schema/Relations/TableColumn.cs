namespace DbBackup.Connectors;

/// <summary>A column of a table, view or foreign table, as the catalogs have it.</summary>
internal sealed record TableColumn
{
    public required uint Table { get; init; }

    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The type with its modifiers, as <c>format_type</c> spells it.</summary>
    public required string Type { get; init; }

    public required uint TypeId { get; init; }

    /// <summary>The collation when it is not the type's own.</summary>
    public string? Collation { get; init; }

    public uint CollationId { get; init; }

    /// <summary>Whether it takes no nulls. Since 18 constraints say so, which have names and are inherited by themselves.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>The expression of the default or of the generated column.</summary>
    public string? Expression { get; init; }

    public uint DefaultId { get; init; }

    /// <summary><c>a</c> always, <c>d</c> by default, or nothing.</summary>
    public string Identity { get; init; } = "";

    /// <summary><c>s</c> stored, <c>v</c> virtual, or nothing.</summary>
    public string Generated { get; init; } = "";

    /// <summary>The storage when it is not the type's own.</summary>
    public string? Storage { get; init; }

    public string? Compression { get; init; }

    public int? Statistics { get; init; }

    public string[] Options { get; init; } = [];

    public string[] ForeignOptions { get; init; } = [];

    public bool IsLocal { get; init; }

    public string Quoted => PgName.Quote(Name);
}
