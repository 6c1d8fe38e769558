namespace DbBackup.Connectors;

/// <summary>Puts a text between dollar signs, with a tag that is not in it.</summary>
internal static class DollarQuote
{
    /// <summary>The text as a literal in which nothing is escaped.</summary>
    public static string Of(string text)
    {
        // Even the beginning of the tag may not be in the text: "$body" at its end would close it together with the tag's first dollar sign.
        var tag = "$body";
        for (var number = 1; text.Contains(tag, StringComparison.Ordinal); number++)
            tag = $"$body{number}";
        return $"{tag}${text}{tag}$";
    }
}
