namespace DbBackup.Connectors;

/// <summary>When a restore runs a statement.</summary>
internal enum MySqlPhase
{
    /// <summary>The database, sequences, and tables without what can wait.</summary>
    PreData,

    /// <summary>Secondary keys, which are faster made at once.</summary>
    Index,

    /// <summary>Foreign keys.</summary>
    ForeignKey,

    /// <summary>Where automatic numbers and sequences stand, and histograms.</summary>
    State,

    /// <summary>Functions and procedures, which are checked only when they run.</summary>
    Routine,

    /// <summary>Views, those before that others need.</summary>
    View,

    /// <summary>Triggers, in the order in which they fire.</summary>
    Trigger,

    /// <summary>Defaults that name a sequence by its database.</summary>
    Default,

    /// <summary>Events.</summary>
    Event,
}
