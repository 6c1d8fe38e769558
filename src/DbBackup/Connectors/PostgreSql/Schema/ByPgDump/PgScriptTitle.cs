using System.Text.RegularExpressions;

namespace DbBackup.Connectors;

/// <summary>The line of comment that <c>pg_dump</c> puts before each object's statements. It is for people: names in it may be anything.</summary>
internal static partial class PgScriptTitle
{
    /// <summary>The object, as <c>TABLE public.orders</c>; <see langword="null"/> when the comment is none of these.</summary>
    public static string? Of(ReadOnlySpan<char> comment)
    {
        var match = Title().Match(comment.ToString());
        if (!match.Success)
            return null;
        var schema = match.Groups["schema"].Value is "-" or "" ? "" : $"{match.Groups["schema"].Value}.";
        return $"{match.Groups["type"].Value} {schema}{match.Groups["name"].Value}";
    }

    [GeneratedRegex(@"^-- (Data for )?Name: (?<name>.*); Type: (?<type>.*); Schema: (?<schema>.*); Owner: (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
