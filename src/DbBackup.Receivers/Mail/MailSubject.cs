namespace DbBackup.Receivers;

/// <summary>The subject of a mail, of a template with tokens.</summary>
internal static class MailSubject
{
    private static readonly Dictionary<string, Func<RunReport, string?>> Tokens = new(StringComparer.Ordinal)
    {
        ["{what}"] = r => r.What,
        ["{ended}"] = r => r.Ended,
        ["{server}"] = r => r.Server,
        ["{database}"] = r => r.Database,
        ["{file}"] = r => r.File,
        ["{signal}"] = r => r.Signal.ToString(),
    };

    /// <summary>What is wrong with a template, to follow its key in a sentence.</summary>
    public static string? ProblemOf(string? template)
    {
        if (string.IsNullOrWhiteSpace(template))
            return "is blank; give it a value or remove it";
        var plain = Tokens.Keys.Aggregate(template, (text, token) => text.Replace(token, "", StringComparison.Ordinal));
        return plain.AsSpan().IndexOfAny('{', '}') < 0 ? null
            : $"is '{PlainText.OneLine(template)}'; it has a token that is not known. Known are {string.Join(", ", Tokens.Keys)}";
    }

    /// <summary>The subject of a report.</summary>
    public static string Of(string template, RunReport report)
    {
        var subject = new System.Text.StringBuilder();
        for (var rest = template.AsSpan(); rest.Length > 0;)
        {
            var token = rest[0] == '{' ? rest[..(rest.IndexOf('}') + 1)].ToString() : "";
            subject.Append(Tokens.TryGetValue(token, out var value) ? value(report) : rest[..1].ToString());
            rest = rest[Math.Max(1, token.Length)..];
        }
        return PlainText.OneLine(subject.ToString()).Trim();
    }
}
