using System.CommandLine;
using System.CommandLine.Parsing;
using DbBackup.Configuration;

namespace DbBackup.Cli;

/// <summary>Says in one line what is wrong with the arguments, and what was probably meant.</summary>
internal static class UsageError
{
    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public static string? Of(ParseResult parsed, CommandLine line)
    {
        if ((parsed.UnmatchedTokens is [var unmatched, ..] ? unmatched : DashedName(parsed)) is { } stray)
            return parsed.CommandResult.Command is Verb verb ? Stray(stray, verb, line) : NoVerb(stray, line);
        if (parsed.CommandResult.Command is not Verb)
            return "A verb is missing; --help lists them.";
        return Valueless(parsed) ?? (parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null);
    }

    /// <summary>No backup's name begins with a dash: what the parser took for one is an option that is not there.</summary>
    private static string? DashedName(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value).FirstOrDefault(v => v.StartsWith('-'));

    /// <summary>The parser has words of its own for this, and they say neither which verb nor what to do.</summary>
    private static string? Valueless(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(o => !o.Implicit && o.Option.Arity.MinimumNumberOfValues > o.Tokens.Count) is { } option
            ? $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}."
            : null;

    private static string NoVerb(string stray, CommandLine line)
    {
        if (!stray.StartsWith('-'))
            return $"There is no verb '{stray}'{NearestName.Suggest(stray, line.Verbs.SelectMany(v => v.Aliases.Prepend(v.Name)))} --help lists them.";
        return line.Verbs.Any(v => Names(v.Options).Contains(stray, StringComparer.Ordinal))
            ? $"The option '{stray}' comes after the verb."
            : $"There is no option '{stray}'{NearestName.Suggest(stray, Names(line.Options.All))}";
    }

    private static string Stray(string stray, Verb verb, CommandLine line)
    {
        if (!stray.StartsWith('-'))
            return $"{verb.Name} does not take '{stray}'; --help shows its options.";

        var name = stray.Split('=', ':')[0];
        var owners = line.Verbs.Where(v => Names(v.Options).Contains(name, StringComparer.Ordinal)).Select(v => v.Name).ToList();
        if (owners.Contains(verb.Name))
            return $"The option '{name}' comes after the verb.";
        return owners.Count > 0
            ? $"{verb.Name} has no option '{name}'; it belongs to {string.Join(", ", owners)}."
            : $"{verb.Name} has no option '{name}'{NearestName.Suggest(name, Names(verb.Options.Concat(line.Options.All)))}";
    }

    private static IEnumerable<string> Names(IEnumerable<Option> options) => options.SelectMany(o => o.Aliases.Prepend(o.Name));
}
