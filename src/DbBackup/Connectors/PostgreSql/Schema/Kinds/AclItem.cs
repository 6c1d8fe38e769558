namespace DbBackup.Connectors;

/// <summary>One privilege, as <c>aclexplode</c> gives it. Oids name roles; 0 is everybody.</summary>
/// <param name="Grantor">Who gave it.</param>
/// <param name="Grantee">Who has it.</param>
/// <param name="Privilege">The privilege's word in <c>GRANT</c>.</param>
/// <param name="IsGrantable">Whether it may be passed on.</param>
internal sealed record AclItem(uint Grantor, uint Grantee, string Privilege, bool IsGrantable);
