namespace DbBackup.Commands;

/// <summary>One thing that was checked.</summary>
/// <param name="Subject">What: <c>database default</c>, <c>storage</c>, <c>media</c>.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Message">One sentence: what was found, or what is wrong and what to do.</param>
public sealed record CheckFinding(string Subject, bool Passed, string Message);
