namespace DbBackup.Connectors;

/// <summary>One step in which an object is made.</summary>
internal readonly record struct SchemaNode(SchemaObject Object, SchemaPart Part);

/// <summary>Which of the steps.</summary>
internal enum SchemaPart
{
    /// <summary>All of it at once.</summary>
    Whole,

    /// <summary>The lesser definition that breaks a circle.</summary>
    Forward,

    /// <summary>What completes that.</summary>
    Completion,
}
