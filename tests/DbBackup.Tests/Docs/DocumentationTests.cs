namespace DbBackup.Tests.Docs;

/// <summary>The code in the pages is the code that is compiled and tested.</summary>
public sealed class DocumentationTests
{
    private const string Page = """
        Text.
        ```csharp
        // tests/File.cs#Part
        if (a)
            b();
        ```
        ```csharp
        a sketch
        ```
        ```csharp
        // tests/All.cs
        all
        ```
        """;

    private static readonly string Root = Repository.Root;

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Root, "*.md", SearchOption.TopDirectoryOnly)
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateDirectories(Path.Combine(Root, "src")).Select(package => Path.Combine(package, "README.md")).Where(File.Exists))
        .Select(page => Path.GetRelativePath(Root, page)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_that_names_a_file_is_what_stands_in_that_file(string page)
    {
        foreach (var block in CodeBlock.In(page, File.ReadAllText(Path.Combine(Root, page))))
        {
            var source = Path.Combine(Root, block.Source);
            Assert.True(File.Exists(source), $"{page}: there is no {block.Source}.");
            var problem = block.Problem(File.ReadAllText(source));
            Assert.True(problem is null, problem);
        }
    }

    [Fact]
    public void The_page_about_storages_shows_the_whole_example_and_its_tests()
        => Assert.Equal(["SqliteStorage", "Tests"], CodeBlock.In("docs/storage.md", File.ReadAllText(Path.Combine(Root, "docs/storage.md"))).Select(block => block.Region));

    [Fact]
    public void Each_of_the_five_classic_uses_takes_at_most_ten_lines()
    {
        var uses = CodeBlock.In("docs/receivers.md", Repository.Read("docs/receivers.md")).Where(block => block.Source == "samples/FiveUses/Hooks.cs").ToList();
        Assert.Equal(["Print", "Mail", "Log", "Validate", "Webhook"], uses.Select(use => use.Region));
        Assert.All(uses, use => Assert.InRange(use.Code.Split('\n').Length, 1, 10));
    }

    [Fact]
    public void Blocks_are_found_by_their_first_line()
        => Assert.Equal(
            [new CodeBlock("page", "tests/File.cs", "Part", "if (a)\n    b();"), new CodeBlock("page", "tests/All.cs", null, "all")],
            CodeBlock.In("page", Page));

    [Theory]
    [InlineData("x\n    #region Part\n    if (a)\n        b();\n    #endregion\ny", null)]
    [InlineData("x\r\n\t#region Part\r\n\r\nif (a)\r\n    b();\r\n#endregion\r\n", null)]
    [InlineData("#region Part\nif (a)\n    c();\n#endregion", "line 2")]
    [InlineData("#region Part\nif (a)\n    b();\nc();\n#endregion", "line 3")]
    [InlineData("#region Part\nif (a)\n#endregion", "line 2")]
    [InlineData("#region Other\nif (a)\n    b();\n#endregion", "no #region Part")]
    [InlineData("#region Part\nif (a)\n    b();", "no #region Part")]
    public void A_block_that_differs_from_its_region_is_a_problem(string source, string? problem)
    {
        var found = CodeBlock.In("page", Page).First().Problem(source);

        if (problem is null)
            Assert.Null(found);
        else
            Assert.Contains(problem, found, StringComparison.Ordinal);
    }
}
