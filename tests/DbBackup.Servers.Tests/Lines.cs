namespace DbBackup.Servers.Tests;

/// <summary>Compares texts line by line.</summary>
internal static class Lines
{
    private const int Shown = 60;

    /// <summary>Fails with the differences in full.</summary>
    public static void AssertNone(IReadOnlyCollection<string> differences) =>
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(Shown))}");

    /// <summary>What differs, a line each: <c>-</c> only the first has, <c>+</c> only the second.</summary>
    public static IEnumerable<string> Differences(string part, IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        if (first.SequenceEqual(second))
            return [];
        var (missing, added) = (Without(first, second), Without(second, first));
        return missing.Count + added.Count == 0
            ? [$"{part}: the same lines in another order"]
            : [.. missing.Select(line => $"{part}: - {line}"), .. added.Select(line => $"{part}: + {line}")];
    }

    private static List<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = others.GroupBy(line => line, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return [.. lines.Where(line => !left.TryGetValue(line, out var count) || (left[line] = count - 1) < 0)];
    }
}
