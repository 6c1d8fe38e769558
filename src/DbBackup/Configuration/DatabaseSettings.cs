using System.Text.Json.Serialization;

namespace DbBackup.Configuration;

/// <summary>One database of the configuration.</summary>
public sealed class DatabaseSettings
{
    /// <summary>Its key under <c>Databases</c>. Set when the configuration is read; not a key of its own.</summary>
    [JsonIgnore]
    public string Name { get; internal set; } = "";

    /// <summary><c>Sqlite</c>, <c>PostgreSql</c> or <c>MySql</c> (also for MariaDB).</summary>
    public string Engine { get; set; } = "";

    /// <summary>The driver's connection string. Never logged, never in a manifest.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How it is dumped, for SQLite <c>snapshot</c> (default) or <c>sql</c>.</summary>
    public string? Connector { get; set; }

    /// <summary>How thoroughly a SQLite copy is checked before it is published.</summary>
    public IntegrityCheck IntegrityCheck { get; set; } = IntegrityCheck.Quick;

    /// <summary>Tables that are left out, by name or pattern (<c>audit.*</c>). A pattern that matches nothing is an error.</summary>
    public List<string> Exclude { get; set; } = [];

    /// <summary>The engine and the name, for messages. No secret in it.</summary>
    public override string ToString() => $"{Name} ({Engine})";
}
