using System.Text.RegularExpressions;

namespace DbBackup.Tests.Docs;

/// <summary>A block of C# in a page that says in its first line where the code stands: <c>// tests/X/File.cs</c>, or <c>// tests/X/File.cs#Region</c> for a part of it.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Source">The file, relative to the repository.</param>
/// <param name="Region">The <c>#region</c> in the file; <see langword="null"/> for all of it.</param>
/// <param name="Code">What stands in the page below the first line.</param>
public sealed partial record CodeBlock(string Page, string Source, string? Region, string Code)
{
    /// <summary>All such blocks of a page. A block whose first line names no file is a sketch, and is not compared.</summary>
    public static IEnumerable<CodeBlock> In(string page, string text)
        => from Match block in Blocks().Matches(text.ReplaceLineEndings("\n"))
           select new CodeBlock(page, block.Groups["file"].Value, block.Groups["region"] is { Success: true, Value: var region } ? region : null, block.Groups["code"].Value.TrimEnd());

    /// <summary>What is wrong with the block, or <see langword="null"/> when it is what stands in the source.</summary>
    /// <param name="source">The text of the source file.</param>
    public string? Problem(string source)
    {
        var lines = source.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        if (Region is not null)
        {
            var from = Array.FindIndex(lines, line => line.Trim() == $"#region {Region}");
            var to = Array.FindIndex(lines, Math.Max(from, 0), line => line.Trim() == "#endregion");
            if (from < 0 || to < 0)
                return $"{Page}: {Source} has no #region {Region}.";
            lines = lines[(from + 1)..to];
        }
        var expected = Unindented(lines).Split('\n');
        var actual = Code.Split('\n');
        for (var i = 0; i < Math.Max(expected.Length, actual.Length); i++)
            if (expected.ElementAtOrDefault(i) != actual.ElementAtOrDefault(i))
                return $"{Page}: line {i + 1} of the block from {Source} is\n  {actual.ElementAtOrDefault(i)}\nand in the source\n  {expected.ElementAtOrDefault(i)}";
        return null;
    }

    private static string Unindented(string[] lines)
    {
        var indent = lines.Where(line => line.Trim() != "").Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : "")).Trim('\n');
    }

    [GeneratedRegex(@"^```csharp\n// (?<file>[\w./-]+\.cs)(?:#(?<region>\w+))?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();
}
