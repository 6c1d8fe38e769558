namespace DbBackup.Configuration;

/// <summary>What a backup of MariaDB does about system-versioned tables, whose past rows no statement can write again.</summary>
public enum SystemVersionedTables
{
    /// <summary>The backup fails and names them.</summary>
    Refuse,

    /// <summary>The rows of now are carried, their history is not; the backup says so.</summary>
    CurrentRows,
}
