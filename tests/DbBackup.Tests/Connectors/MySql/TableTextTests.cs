using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.MySql;

/// <summary>What MySQL answers about a table is taken apart, whatever is in its names and texts.</summary>
public sealed class TableTextTests
{
    [Theory]
    [InlineData("`v` varchar(20) COLLATE latin1_german1_ci DEFAULT NULL", "`v` varchar(20) DEFAULT NULL")]
    [InlineData("`v` longtext COLLATE utf8mb4_bin", "`v` longtext")]
    [InlineData("`e` enum('a) COLLATE x','b') COLLATE utf8mb4_general_ci NOT NULL", "`e` enum('a) COLLATE x','b') NOT NULL")]
    [InlineData("`v` char(3) CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL", "`v` char(3) CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL")]
    [InlineData("`g` int GENERATED ALWAYS AS ((`v` collate latin1_bin)) VIRTUAL", "`g` int GENERATED ALWAYS AS ((`v` collate latin1_bin)) VIRTUAL")]
    [InlineData("`varchar COLLATE x` int", "`varchar COLLATE x` int")]
    public void A_collation_that_nobody_gave_is_taken_away(string shown, string given)
    {
        var sql = $"CREATE TABLE `t` (\n  {shown}\n) ENGINE=InnoDB";
        Assert.Equal(given, Assert.Single(TableText.Parse(sql, isMariaDb: false).Parts).Sql);
        Assert.Equal(shown, Assert.Single(TableText.Parse(sql, isMariaDb: true).Parts).Sql);
    }

    [Fact]
    public void Expressions_are_found_by_what_they_belong_to()
    {
        const string Sql =
            """
            CREATE TABLE `t (1)` (
              `a` decimal(10,2) DEFAULT NULL COMMENT 'AS (no)',
              `g)` varchar(9) GENERATED ALWAYS AS (concat(`a`,_utf8mb4')(')) STORED,
              `d` varchar(9) DEFAULT (uuid()),
              PRIMARY KEY (`a`,`d`),
              UNIQUE KEY `u` ((lower(`a`))),
              KEY `k` (`a`,((`a` + 1)) DESC,`d`(3),(abs(`a`))) COMMENT '((x))',
              CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `other` (`a`),
              CONSTRAINT `c` CHECK (((`a` > 0) or (`d` <> _latin1'x')))
            ) ENGINE=InnoDB
            /*!50100 PARTITION BY HASH ((`a` + 1)) */
            """;
        Assert.Equal(
            ["AS g) 0 concat(`a`,_utf8mb4')(')", "DEFAULT d 0 uuid()", " u 0 lower(`a`)", " k 0 (`a` + 1)", " k 1 abs(`a`)", "CHECK c 0 ((`a` > 0) or (`d` <> _latin1'x'))"],
            ExpressionPlaces.Of(Sql, [.. MySqlTokens.Of(Sql)]).Select(place => $"{place.Before} {place.Name} {place.Number} {Sql[place.Start..place.End]}"));
    }
}
