namespace DbBackup.Connectors;

/// <summary>The least number of statements that make one set of privileges out of another.</summary>
internal static class AclDifference
{
    /// <summary>First what is to be taken, then what is to be given, in the order of the list; who passes something on has it by then.</summary>
    public static IReadOnlyList<AclChange> Of(uint owner, IReadOnlyList<AclItem> from, IReadOnlyList<AclItem> to)
    {
        var had = from.ToLookup(Key);
        var has = to.ToLookup(Key);
        var taken = from.Where(item => !has[Key(item)].Any()).ToList();
        var weakened = from.Where(item => item.IsGrantable && has[Key(item)].Any(now => !now.IsGrantable)).ToList();
        var given = to.Where(item => !had[Key(item)].Any(before => before.IsGrantable || !item.IsGrantable)).ToList();
        var grants = Group(given, isGrant: true, item => item.IsGrantable);
        return [.. Group(taken, isGrant: false, _ => false), .. Group(weakened, isGrant: false, _ => true), .. InOrder(owner, grants)];
    }

    private static (uint, uint, string) Key(AclItem item) => (item.Grantor, item.Grantee, item.Privilege);

    private static List<AclChange> Group(IEnumerable<AclItem> items, bool isGrant, Func<AclItem, bool> grantOption) =>
    [
        .. items.GroupBy(item => (item.Grantor, item.Grantee, Option: grantOption(item))).Select(group =>
            new AclChange(isGrant, group.Key.Grantor, group.Key.Grantee, [.. group.Select(item => item.Privilege)], group.Key.Option)),
    ];

    private static List<AclChange> InOrder(uint owner, List<AclChange> grants)
    {
        var sorted = new List<AclChange>(grants.Count);
        var waiting = grants;
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(grant => grant.Grantor == owner || !waiting.Exists(other => GivesOptionTo(other, grant)));
            sorted.Add(waiting[Math.Max(next, 0)]);
            waiting.RemoveAt(Math.Max(next, 0));
        }
        return sorted;
    }

    private static bool GivesOptionTo(AclChange other, AclChange grant) => other != grant && other.GrantOption && other.Grantee == grant.Grantor
        && other.Privileges.Any(grant.Privileges.Contains);
}
