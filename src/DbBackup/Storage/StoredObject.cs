namespace DbBackup.Storage;

/// <summary>One visible object of a storage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record StoredObject(string Name, long Length);
