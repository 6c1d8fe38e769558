namespace DbBackup.Configuration;

/// <summary>What a backup of MySQL or MariaDB does about tables that no snapshot holds (MyISAM, Aria, MEMORY …) where it cannot lock them.</summary>
public enum NonTransactionalTables
{
    /// <summary>The backup fails and names them.</summary>
    Refuse,

    /// <summary>They are read as they are at their turn, which may be a later moment than the others'; the backup says so.</summary>
    Accept,
}
