namespace DbBackup.Configuration;

/// <summary>Finds what a mistyped name was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The known name that is fewest edits away, or <see langword="null"/> when none is close.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Name: k, Edits: Edits(name.ToUpperInvariant(), k.ToUpperInvariant())))
            .OrderBy(k => k.Edits).ThenBy(k => k.Name, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Name is not null && nearest.Edits <= Math.Max(1, name.Length / 3) && nearest.Edits * 2 < name.Length ? nearest.Name : null;
    }

    /// <summary><c>; did you mean 'x'?</c>, or a full stop when nothing is close.</summary>
    public static string Suggest(string name, IEnumerable<string> known) =>
        Find(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : ".";

    /// <summary>The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Edits(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                rows[i, j] = i == 0 || j == 0 ? i + j : Cheapest(i, j);
        return rows[a.Length, b.Length];

        int Cheapest(int i, int j)
        {
            var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            var edits = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
            var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return swapped ? Math.Min(edits, rows[i - 2, j - 2] + 1) : edits;
        }
    }
}
