namespace DbBackup.Configuration;

/// <summary>Whose rights the restored views, routines, triggers and events of MySQL and MariaDB have.</summary>
public enum DefinerHandling
{
    /// <summary>Those of the account that defined them, which must be there.</summary>
    Keep,

    /// <summary>Those of whoever restores them.</summary>
    Current,

    /// <summary>The backup itself names nobody: they are whoever's it is that loads it, by whatever means.</summary>
    Strip,
}
