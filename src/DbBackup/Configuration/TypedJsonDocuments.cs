namespace DbBackup.Configuration;

/// <summary>
/// What a backup of MySQL does about JSON documents that their text does not tell: functions of the server put in a <c>DATE</c>, a <c>BLOB</c> or
/// a <c>DECIMAL</c> with zeros at its end, which come back as a string or as a number without them.
/// </summary>
public enum TypedJsonDocuments
{
    /// <summary>The backup fails and names their table.</summary>
    Refuse,

    /// <summary>They are carried as their text.</summary>
    Text,
}
