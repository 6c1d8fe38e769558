namespace DbBackup.Configuration;

/// <summary>How a restore changes a PostgreSQL database all at once.</summary>
public enum RestoreMode
{
    /// <summary>Into a new database, which replaces the old one by renaming in the end.</summary>
    Swap,

    /// <summary>Into the database itself, in one transaction.</summary>
    Transaction,
}
