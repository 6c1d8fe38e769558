using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.PostgreSql;

public sealed class AclDifferenceTests
{
    private const uint Owner = 10;
    private const uint Everybody = 0;
    private const uint Bob = 20;
    private const uint Carol = 30;

    [Fact]
    public void Equal_privileges_need_no_statement()
    {
        AclItem[] acl = [new(Owner, Owner, "SELECT", false), new(Owner, Bob, "SELECT", true)];

        Assert.Empty(AclDifference.Of(Owner, acl, acl));
    }

    [Fact]
    public void What_is_missing_is_taken_before_what_is_new_is_given()
    {
        var changes = AclDifference.Of(Owner, [new(Owner, Everybody, "EXECUTE", false)],
            [new(Owner, Bob, "EXECUTE", false), new(Owner, Bob, "SELECT", false)]);

        Assert.Collection(changes,
            change => Assert.Equal((false, Everybody, "EXECUTE"), (change.IsGrant, change.Grantee, string.Join(',', change.Privileges))),
            change => Assert.Equal((true, Bob, "EXECUTE,SELECT"), (change.IsGrant, change.Grantee, string.Join(',', change.Privileges))));
    }

    [Fact]
    public void A_lost_grant_option_alone_is_taken_alone()
    {
        var change = Assert.Single(AclDifference.Of(Owner, [new(Owner, Bob, "SELECT", true)], [new(Owner, Bob, "SELECT", false)]));

        Assert.Equal((false, true, Bob), (change.IsGrant, change.GrantOption, change.Grantee));
    }

    [Fact]
    public void A_new_grant_option_is_given()
    {
        var change = Assert.Single(AclDifference.Of(Owner, [new(Owner, Bob, "SELECT", false)], [new(Owner, Bob, "SELECT", true)]));

        Assert.Equal((true, true, Bob), (change.IsGrant, change.GrantOption, change.Grantee));
    }

    [Fact]
    public void Who_passes_a_privilege_on_gets_it_first_whatever_the_order_of_the_list()
    {
        AclItem[] acl = [new(Carol, Everybody, "SELECT", false), new(Bob, Carol, "SELECT", true), new(Owner, Bob, "SELECT", true)];

        Assert.Equal([Owner, Bob, Carol], AclDifference.Of(Owner, [], acl).Select(change => change.Grantor));
    }

    [Fact]
    public void Grants_that_name_each_other_do_not_wait_forever()
    {
        AclItem[] acl = [new(Carol, Bob, "SELECT", true), new(Bob, Carol, "SELECT", true)];

        Assert.Equal(2, AclDifference.Of(Owner, [], acl).Count);
    }
}
