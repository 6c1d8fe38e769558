namespace DbBackup.Connectors;

/// <summary>A setting as <c>proconfig</c> and <c>pg_db_role_setting</c> keep it, <c>name=value</c>.</summary>
internal static class ConfigurationSetting
{
    // The settings whose values are lists of names (GUC_LIST_QUOTE): their value is stored quoted, and a literal around all of it would be one name.
    private static readonly HashSet<string> NameLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "local_preload_libraries", "search_path", "session_preload_libraries", "shared_preload_libraries", "temp_tablespaces",
        "unix_socket_directories",
    };

    /// <summary>The clause <c>SET name TO value</c>.</summary>
    public static string Clause(string setting)
    {
        var split = setting.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = (setting[..split], setting[(split + 1)..]);
        return $"SET {PgName.Quote(name)} TO {(NameLists.Contains(name) ? Names(value) : PgName.Literal(value))}";
    }

    private static string Names(string list)
    {
        var names = Split(list).Select(PgName.Literal).ToList();
        return names.Count == 0 ? "''" : string.Join(", ", names);
    }

    private static IEnumerable<string> Split(string list)
    {
        var at = 0;
        while (at < list.Length)
        {
            at = SkipSpaces(list, at);
            if (at == list.Length)
                yield break;
            var end = list[at] == '"' ? EndOfQuoted(list, at) : EndOfPlain(list, at);
            yield return list[at] == '"'
                ? list[(at + 1)..(end - 1)].Replace("\"\"", "\"", StringComparison.Ordinal)
                : list[at..end].TrimEnd();
            at = SkipSpaces(list, end) + 1;
        }
    }

    private static int SkipSpaces(string list, int at)
    {
        while (at < list.Length && char.IsWhiteSpace(list[at]))
            at++;
        return at;
    }

    private static int EndOfPlain(string list, int at) => list.IndexOf(',', at) is var comma and >= 0 ? comma : list.Length;

    private static int EndOfQuoted(string list, int at)
    {
        var end = list.IndexOf('"', at + 1);
        while (end >= 0 && end + 1 < list.Length && list[end + 1] == '"')
            end = list.IndexOf('"', end + 2);
        return end < 0 ? list.Length : end + 1;
    }
}
