namespace DbBackup.Configuration;

/// <summary>How thoroughly a SQLite database is checked before a backup of it is published.</summary>
public enum IntegrityCheck
{
    /// <summary><c>PRAGMA quick_check</c>: the structure of every page and table. The default.</summary>
    Quick,

    /// <summary><c>PRAGMA integrity_check</c>: also that every index agrees with its table. Several times slower.</summary>
    Full,
}
