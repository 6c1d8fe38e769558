namespace DbBackup.Connectors;

/// <summary>Where a sequence stands, in the snapshot's database at the time of the dump. Sequences are outside of snapshots.</summary>
/// <param name="Schema">Its schema, unquoted.</param>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="LastValue">The value.</param>
/// <param name="IsCalled">Whether that value was given out.</param>
internal sealed record SequenceState(string Schema, string Name, long LastValue, bool IsCalled);
