namespace DbBackup.Commands;

/// <summary>Something that is wrong with backups.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">It in words, and what to do.</param>
public sealed record HealthProblem(HealthProblemKind Kind, string Message);
