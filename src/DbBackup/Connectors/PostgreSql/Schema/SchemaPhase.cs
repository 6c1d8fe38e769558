namespace DbBackup.Connectors;

/// <summary>
/// When a restore runs a statement. Within <see cref="Index"/>, <see cref="IndexUse"/>, <see cref="ForeignKey"/>, <see cref="Trigger"/> and
/// <see cref="Policy"/> the statements need nothing of one another and may run side by side; within the others, one after the other.
/// </summary>
internal enum SchemaPhase
{
    /// <summary>What must be there before rows can be loaded, in the order of its dependencies.</summary>
    PreData,

    /// <summary>Indexes, primary keys, unique and exclusion constraints.</summary>
    Index,

    /// <summary>What needs the indexes of a table: attached index partitions, clustering, replica identities, extended statistics.</summary>
    IndexUse,

    /// <summary>Foreign keys, and checks that are valid only once the rows are there; beside them the planner's statistics.</summary>
    ForeignKey,

    /// <summary>Views that need a key of their table, in the order of their dependencies, one after the other.</summary>
    LateView,

    /// <summary>Rules and triggers.</summary>
    Trigger,

    /// <summary>Row security, and whether rules and triggers are enabled.</summary>
    Policy,

    /// <summary>What follows the rows where <c>pg_dump</c> wrote it, in its order, one after the other.</summary>
    PostData,

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
