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

    /// <summary>A file whose first line is the password, of a server. Read when a connection is opened.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The environment variable that holds the password, of a server.</summary>
    public string? PasswordVariable { get; set; }

    /// <summary>How it is dumped: SQLite <c>snapshot</c> (default) or <c>sql</c>, PostgreSQL <c>native</c> (default) or <c>pg_dump</c>, MySQL and MariaDB <c>native</c> (default) or <c>mysqldump</c>.</summary>
    public string? Connector { get; set; }

    /// <summary>How thoroughly a SQLite copy is checked before it is published; <c>Quick</c> unless said.</summary>
    public IntegrityCheck? IntegrityCheck { get; set; }

    /// <summary>Only these schemas of a PostgreSQL database; all when empty. A name that matches nothing is an error.</summary>
    public List<string> Schemas { get; set; } = [];

    /// <summary>How many connections carry rows side by side, of a server; 2 unless said.</summary>
    public int? Workers { get; set; }

    /// <summary>Where a PostgreSQL database's definitions come from; <c>Auto</c> unless said.</summary>
    public SchemaReading? Schema { get; set; }

    /// <summary>How a PostgreSQL database is restored; <c>Swap</c> where the rights allow it, unless said.</summary>
    public RestoreMode? Restore { get; set; }

    /// <summary>Whose rights restored views, routines, triggers and events of MySQL and MariaDB have; <c>Keep</c> unless said.</summary>
    public DefinerHandling? Definer { get; set; }

    /// <summary>What is done about tables of MySQL and MariaDB that no snapshot holds; <c>Refuse</c> unless said.</summary>
    public NonTransactionalTables? NonTransactional { get; set; }

    /// <summary>What is done about system-versioned tables of MariaDB; <c>Refuse</c> unless said.</summary>
    public SystemVersionedTables? SystemVersioned { get; set; }

    /// <summary>What is done about JSON documents of MySQL with values of types that JSON has not; <c>Refuse</c> unless said.</summary>
    public TypedJsonDocuments? TypedJson { get; set; }

    /// <summary>Whether a restore must name the database exactly, by <c>--yes-restore</c>; any other is refused.</summary>
    public bool Protected { get; set; }

    /// <summary>What clean-up keeps of this database, in place of the general <see cref="DbBackupSettings.Cleanup"/>.</summary>
    public RetentionSettings? Cleanup { get; set; }

    /// <summary>When the backups of this database are well, in place of the general <see cref="DbBackupSettings.Health"/>.</summary>
    public HealthRules? Health { get; set; }

    /// <summary>Tables that are left out, by name or pattern (<c>audit.*</c>). A pattern that matches nothing is an error.</summary>
    public List<string> Exclude { get; set; } = [];

    /// <summary>More arguments for the program that dumps, of the connectors <c>pg_dump</c> and <c>mysqldump</c>. They are seen in the list of processes: no secret among them.</summary>
    public List<string> DumpArguments { get; set; } = [];

    /// <summary>More arguments for the program that restores, of the connectors <c>pg_dump</c> and <c>mysqldump</c>. No secret among them.</summary>
    public List<string> RestoreArguments { get; set; } = [];

    /// <summary>The same with another connection string.</summary>
    internal DatabaseSettings WithConnectionString(string connectionString)
    {
        var copy = (DatabaseSettings)MemberwiseClone();
        copy.ConnectionString = connectionString;
        return copy;
    }

    /// <summary>The same with everything in it: nothing is left out that a restore could take away.</summary>
    internal DatabaseSettings WithoutSelection()
    {
        var copy = (DatabaseSettings)MemberwiseClone();
        (copy.Exclude, copy.Schemas) = ([], []);
        return copy;
    }

    /// <summary>The engine and the name, for messages. No secret in it.</summary>
    public override string ToString() => $"{Name} ({Engine})";
}
