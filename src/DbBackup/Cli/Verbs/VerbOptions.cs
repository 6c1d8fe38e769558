using System.CommandLine;
using System.CommandLine.Parsing;

namespace DbBackup.Cli;

/// <summary>The options that several verbs share. Each verb has instances of its own.</summary>
internal static class VerbOptions
{
    public static Option<string[]> Databases(string description) => NameList("--database", "-d", "NAME", description);

    public static Option<string[]> Schemas() => NameList("--schema", "-n", "S", "Only this schema; repeatable or comma separated. A name that matches nothing is an error.");

    public static Option<string[]> NameList(string name, string alias, string helpName, string description) => new(name, alias)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = SplitNames,
    };

    public static Option<string?> Text(string name, string? alias, string helpName, string description)
    {
        var option = new Option<string?>(name, alias is null ? [] : [alias]) { Description = description, HelpName = helpName, Arity = ArgumentArity.ExactlyOne };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
                result.AddError($"{name} has an empty value.");
        });
        return option;
    }

    /// <summary>A switch. It takes no value, so that a stray word after it is seen as one.</summary>
    public static Option<bool> Flag(string name, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<bool> Clean() => Flag("--clean", "Clean up afterwards, by the retention policy.", "-c");

    public static Option<bool> Yes() => Flag("--yes", "Do not ask.", "-y", "--noinput");

    public static Option<bool> DryRun() => Flag("--dry-run", "Say what would happen; change nothing, send no signal.");

    public static Option<string?> OutputFilename() =>
        Text("--output-filename", "-o", "NAME", "The backup's name in the storage. An existing name is never overwritten.");

    public static Option<string?> OutputPath() =>
        Text("--output-path", "-O", "PATH", "A local file instead of the storage; its manifest is written beside it.");

    public static Option<string?> InputFilename() =>
        Text("--input-filename", "-i", "NAME", "The backup's name in the storage. The default is the newest.");

    public static Option<string?> InputPath() =>
        Text("--input-path", "-I", "PATH", "A local file, with its manifest beside it, instead of the storage.");

    public static Option<bool> Encrypt() =>
        Flag("--encrypt", "Refuse to write without encryption. With recipients or a passphrase in the configuration, backups are encrypted in any case.", "-e");

    public static Argument<string[]> BackupNames(string description, ArgumentArity arity) => new("NAME") { Description = description, Arity = arity };

    /// <summary>Refuses two options that say where the same thing is.</summary>
    public static void AreExclusive(Command verb, Option one, Option other) => verb.Validators.Add(result =>
    {
        if (result.GetResult(one) is not null && result.GetResult(other) is not null)
            result.AddError($"{one.Name} and {other.Name} exclude each other; give one of them.");
    });

    private static string[]? SplitNames(ArgumentResult result)
    {
        string[] names = [.. result.Tokens.SelectMany(t => t.Value.Split(',')).Select(n => n.Trim())];
        if (names.Contains(""))
            result.AddError($"{((OptionResult)result.Parent!).Option.Name} has an empty name.");
        return names;
    }
}
