namespace DbBackup.Catalog;

/// <summary>Says that the last backup run of a series left no backup. It holds no secret.</summary>
/// <param name="FormatVersion">The record's own format.</param>
/// <param name="RunId">The run.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Outcome">How: <c>failed</c>, <c>vetoed</c>, <c>cancelled</c>.</param>
/// <param name="Error">Why.</param>
/// <param name="Tool">Name and version of the program that wrote it.</param>
internal sealed record FailedRunRecord(int FormatVersion, string RunId, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string Outcome, string Error, string Tool)
{
    public const int CurrentFormatVersion = 1;
}
