using Microsoft.CodeAnalysis.Editing;

namespace DbBackup.Generators.CodeFixes;

/// <summary>One way to put one diagnostic right.</summary>
/// <param name="Title">What the editor offers.</param>
/// <param name="ApplyAsync">Notes the edits down. Those of several corrections may meet in one declaration.</param>
internal sealed record Correction(string Title, Func<SolutionEditor, CancellationToken, Task> ApplyAsync);
