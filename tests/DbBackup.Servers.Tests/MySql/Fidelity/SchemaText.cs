namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>All of a database as this version's own program spells it, dates left out.</summary>
internal static class SchemaText
{
    // The order of a table's rows is not the copy's to keep where there is no key.
    private static readonly string[] Arguments =
    [
        "--single-transaction", "--quick", "--routines", "--triggers", "--events", "--hex-blob", "--skip-dump-date", "--skip-comments", "--skip-extended-insert", "--no-tablespaces", "--order-by-primary",
        "--max-allowed-packet=1G", .. MySqlServer.IsMariaDb ? (string[])[] : ["--set-gtid-purged=OFF", "--column-statistics"],
    ];

    public static async Task<IReadOnlyList<string>> ReadAsync(MySqlDatabase database)
    {
        var text = (await database.Server.RunAsync(MySqlPrograms.Dump, [.. Arguments, database.Name])).Succeeded();
        return Sorted([.. text.Replace(Sql.Name(database.Name), "`db`", StringComparison.Ordinal).Split('\n').Select(Literals.Plain)]);
    }

    private static List<string> Sorted(string[] lines)
    {
        var sorted = new List<string>();
        foreach (var group in Grouped(lines))
            sorted.AddRange(group[0].StartsWith("INSERT ", StringComparison.Ordinal) ? group.Order(StringComparer.Ordinal) : group);
        return sorted;
    }

    private static IEnumerable<List<string>> Grouped(string[] lines)
    {
        var group = new List<string>();
        foreach (var line in lines)
        {
            if (group.Count > 0 && line.StartsWith("INSERT ", StringComparison.Ordinal) != group[0].StartsWith("INSERT ", StringComparison.Ordinal))
            {
                yield return group;
                group = [];
            }
            group.Add(line);
        }
        if (group.Count > 0)
            yield return group;
    }
}
