namespace DbBackup.Connectors;

/// <summary>One <c>GRANT</c> or <c>REVOKE</c>.</summary>
/// <param name="IsGrant">Whether it gives.</param>
/// <param name="Grantor">Who gives or takes.</param>
/// <param name="Grantee">To or from whom.</param>
/// <param name="Privileges">The words.</param>
/// <param name="GrantOption">Whether it is given with the right to pass it on, or only this right is taken.</param>
internal sealed record AclChange(bool IsGrant, uint Grantor, uint Grantee, IReadOnlyList<string> Privileges, bool GrantOption)
{
    /// <summary>What undoes it.</summary>
    public AclChange Contrary => this with { IsGrant = !IsGrant, GrantOption = GrantOption && !IsGrant };

    /// <summary>The statement.</summary>
    /// <param name="target">What the privileges are on, as the statement spells it: <c>TABLE "a"."b"</c>.</param>
    /// <param name="column">A column of it, unquoted; <see langword="null"/> for the whole.</param>
    /// <param name="roles">The names of the roles.</param>
    public string Sql(string target, string? column, RoleNames roles)
    {
        var (before, after) = Around(column, roles);
        return $"{before}{target}{after}";
    }

    /// <summary>The statement's two parts around the target, for one whose name is not known yet.</summary>
    public (string Before, string After) Around(string? column, RoleNames roles)
    {
        var privileges = string.Join(", ", Privileges.Select(word => column is null ? word : $"{word} ({PgName.Quote(column)})"));
        return IsGrant
            ? ($"GRANT {privileges} ON ", $" TO {roles.Quoted(Grantee)}{(GrantOption ? " WITH GRANT OPTION" : "")}")
            : ($"REVOKE {(GrantOption ? "GRANT OPTION FOR " : "")}{privileges} ON ", $" FROM {roles.Quoted(Grantee)}");
    }
}
