namespace DbBackup.Commands;

/// <summary>How far a run is.</summary>
/// <param name="Subject">What is worked on: a database's key, or <c>media</c>.</param>
/// <param name="Bytes">Payload bytes so far.</param>
/// <param name="TotalBytes">Payload bytes in all, or <see langword="null"/> while unknown.</param>
public readonly record struct OperationProgress(string Subject, long Bytes, long? TotalBytes);
