namespace DbBackup.Connectors;

/// <summary>When a restore runs a statement. Within <see cref="PreData"/> one after the other; within a later phase side by side.</summary>
internal enum SchemaPhase
{
    /// <summary>What must be there before rows can be loaded, in the order of its dependencies.</summary>
    PreData,

    /// <summary>Indexes, primary keys, unique and exclusion constraints.</summary>
    Index,

    /// <summary>What needs the indexes of a table: attached index partitions, clustering, replica identities, extended statistics.</summary>
    IndexUse,

    /// <summary>Foreign keys, and checks that are valid only once the rows are there.</summary>
    ForeignKey,

    /// <summary>Views that need a key of their table, in the order of their dependencies, one after the other.</summary>
    LateView,

    /// <summary>Rules, triggers, and whether they are enabled.</summary>
    Trigger,

    /// <summary>Row security.</summary>
    Policy,

    /// <summary>
    /// Who may use what, one after the other. Not before: an owner without rights on its own table could not load it. Not later: a
    /// materialized view is filled with the rights of its owner.
    /// </summary>
    Privilege,

    /// <summary>Contents of materialized views, in the order of their dependencies, one after the other.</summary>
    Refresh,

    /// <summary>
    /// What would act on the restore itself: event triggers, publications, default privileges, settings of the database; one after the other.
    /// </summary>
    Last,
}
