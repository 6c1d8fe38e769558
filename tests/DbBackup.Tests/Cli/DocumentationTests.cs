using System.Text;
using DbBackup.Cli;
using DbBackup.Configuration;
using Microsoft.Extensions.Configuration;

namespace DbBackup.Tests.Cli;

/// <summary>The pages say what the code does.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Every_verb_and_option_is_on_the_page()
    {
        var page = Page("cli.md");
        var line = new CommandLine("dbbackup", "1.0");
        var verbs = line.Verbs.SelectMany(v => v.Aliases.Prepend(v.Name));
        var options = line.Verbs.SelectMany(v => v.Options).Concat(line.Options.All).SelectMany(o => o.Aliases.Prepend(o.Name));

        Assert.Equal([], verbs.Concat(options).Distinct().Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal) && !page.Contains($"`{name} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_key_is_on_the_page()
    {
        var page = Page("configuration.md");
        Assert.Contains("Databases:*:ConnectionString", SettingsSchema.Keys);
        Assert.Equal([], SettingsSchema.Keys.Select(KeyOnThePage).Where(key => !page.Contains($"| `{key}` |", StringComparison.Ordinal)));
    }

    /// <summary>The rules of retention and health stand on the page once.</summary>
    private static string KeyOnThePage(string key) =>
        key.Split(':') is [_, .., var section, var rule] && section is "Cleanup" or "Health" ? key[..^(rule.Length + 1)] : key;

    [Fact]
    public void Every_key_on_the_page_is_known()
    {
        var documented = Page("configuration.md").Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]);
        Assert.Equal(["Databases:*"], documented.Except(SettingsSchema.Keys.Select(KeyOnThePage)));
    }

    [Fact]
    public void The_example_on_the_page_is_a_configuration_with_every_key()
    {
        var example = Page("configuration.md").Split("```json")[1].Split("```")[0];
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(example));
        var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();

        var settings = SettingsLoader.Load(configuration);

        Assert.Equal(["crm", "notes", "orders", "shop", "wiki"], settings.Databases.Keys.Order(StringComparer.Ordinal));
        // Each of them excludes another one.
        Assert.Equal(["Encryption:IdentityVariable", "Encryption:PassphraseVariable", "Cleanup:Keep", "Cleanup:KeepMedia"], SettingsSchema.Keys.Where(key => !settings.Databases.Keys.Any(name => configuration.GetSection(key.Replace("*", name, StringComparison.Ordinal)).Exists())));
    }

    [Fact]
    public void Every_exit_code_is_on_the_page()
    {
        var page = Page("cli.md");
        int[] codes = [ExitCodes.Done, ExitCodes.Failed, ExitCodes.WrongUsage, ExitCodes.Vetoed, ExitCodes.ReceiverFailed, ExitCodes.Locked, ExitCodes.Cancelled];
        Assert.All(codes, code => Assert.Contains($"| {code} |", page, StringComparison.Ordinal));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name));
}
