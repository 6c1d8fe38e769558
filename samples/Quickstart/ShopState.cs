namespace Shop;

/// <summary>What is in the shop, and a checksum over all of it.</summary>
internal sealed record ShopState(long Customers, long Orders, int Pictures, string Checksum)
{
    public override string ToString() => $"{Customers} customers, {Orders} orders, {Pictures} pictures, checksum {Checksum[..12]}";
}
