namespace Shop;

/// <summary>Somebody tried to restore a database that must not be overwritten by accident.</summary>
internal sealed class RestoreNotAllowedException(string database)
    : Exception($"{database} may not be restored. Set {Permission}={database} to allow it.")
{
    /// <summary>The environment variable that allows it.</summary>
    public const string Permission = "SHOP_ALLOW_RESTORE";
}
