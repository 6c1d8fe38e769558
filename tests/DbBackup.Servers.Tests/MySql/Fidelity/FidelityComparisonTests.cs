namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>The comparison itself: it finds equal what is equal, and every difference that was made by hand.</summary>
public sealed class FidelityComparisonTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private const string Schema =
        """
        CREATE TABLE parents (id int AUTO_INCREMENT PRIMARY KEY, code varchar(10) CHARACTER SET latin1 COMMENT 'a code', f float, d double, j json, b varbinary(10), c char(3), KEY by_code (code)) COMMENT 'those above' AUTO_INCREMENT = 50;
        CREATE TABLE children (id int PRIMARY KEY, parent int, n int DEFAULT 5, CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE, CONSTRAINT positive CHECK (n > 0)) ENGINE=InnoDB ROW_FORMAT=COMPACT;
        CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3;
        INSERT INTO parents VALUES (1, 'ä', 16777216, 0.1, '[1]', X'00', 'a'), (2, NULL, NULL, NULL, NULL, '', ''); INSERT INTO children VALUES (1, 1, 1), (2, 2, 2);
        CREATE ALGORITHM = MERGE VIEW seen AS SELECT id FROM parents WHERE id > 0 WITH LOCAL CHECK OPTION;
        CREATE TRIGGER first AFTER INSERT ON children FOR EACH ROW SET @x = 1; CREATE TRIGGER second AFTER INSERT ON children FOR EACH ROW SET @x = 2;
        CREATE PROCEDURE does(a int) COMMENT 'does it' SELECT a; CREATE FUNCTION gives() RETURNS int DETERMINISTIC NO SQL RETURN 1;
        CREATE EVENT happens ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DO SET @x = 1;
        """;

    [Fact]
    public async Task What_was_made_in_the_same_way_is_the_same() =>
        await FidelityComparison.AssertSameAsync(await Corpora.CreateKindsAsync(server), await Corpora.CreateKindsAsync(server));

    [Fact]
    public async Task Another_database_is_not()
    {
        var differences = await FidelityComparison.DifferencesAsync(await server.CreateDatabaseAsync(Schema), await server.CreateDatabaseAsync());
        Assert.All(
            (string[])["dump", "TABLES", "COLUMNS", "STATISTICS", "ROUTINES", "PARAMETERS", "TRIGGERS", "EVENTS", "VIEWS", "CHECK_CONSTRAINTS", "REFERENTIAL_CONSTRAINTS", "PARTITIONS", "rows"],
            part => Assert.Contains(differences, d => d.StartsWith($"{part}: - ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ALTER TABLE parents COMMENT ''")]
    [InlineData("ALTER TABLE parents MODIFY code varchar(10) CHARACTER SET latin1 COMMENT 'another'")]
    [InlineData("ALTER TABLE parents MODIFY code varchar(10) CHARACTER SET utf8mb4 COMMENT 'a code'")]
    [InlineData("ALTER TABLE parents DROP KEY by_code, ADD KEY by_code (code(3))")]
    [InlineData("ALTER TABLE parents AUTO_INCREMENT = 51")]
    [InlineData("ALTER TABLE parents MODIFY c char(3) AFTER id")]
    [InlineData("ALTER TABLE children ALTER n SET DEFAULT 6")]
    [InlineData("ALTER TABLE children ROW_FORMAT=DYNAMIC")]
    [InlineData("ALTER TABLE children DROP CONSTRAINT positive")]
    [InlineData("ALTER TABLE children DROP FOREIGN KEY to_parent, ADD CONSTRAINT to_parent2 FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE")]
    [InlineData("ALTER TABLE children DROP FOREIGN KEY to_parent; ALTER TABLE children ADD CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parents (id)")]
    [InlineData("ALTER TABLE parts COALESCE PARTITION 1")]
    [InlineData("DELETE FROM children WHERE id = 2")]
    [InlineData("UPDATE children SET n = 3 WHERE id = 2")]
    [InlineData("UPDATE parents SET f = 16777218 WHERE id = 1")]
    [InlineData("UPDATE parents SET d = 0.1 + 1e-17 WHERE id = 1; UPDATE parents SET d = d + 1.4e-17 WHERE id = 1")]
    [InlineData("UPDATE parents SET j = NULL WHERE id = 1; UPDATE parents SET j = '[1.0]' WHERE id = 1")]
    [InlineData("UPDATE parents SET b = X'0000' WHERE id = 1")]
    [InlineData("UPDATE parents SET b = NULL WHERE id = 2")]
    [InlineData("UPDATE parents SET code = 'Ä' WHERE id = 1")]
    [InlineData("CREATE OR REPLACE ALGORITHM = MERGE VIEW seen AS SELECT id FROM parents WHERE id > 1 WITH LOCAL CHECK OPTION")]
    [InlineData("CREATE OR REPLACE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW seen AS SELECT id FROM parents WHERE id > 0 WITH LOCAL CHECK OPTION")]
    [InlineData("DROP TRIGGER first; CREATE TRIGGER first AFTER INSERT ON children FOR EACH ROW SET @x = 1")]
    [InlineData("DROP TRIGGER second; SET sql_mode = ''; CREATE TRIGGER second AFTER INSERT ON children FOR EACH ROW SET @x = 2")]
    [InlineData("ALTER PROCEDURE does COMMENT 'does another'")]
    [InlineData("ALTER PROCEDURE does SQL SECURITY INVOKER")]
    [InlineData("DROP PROCEDURE does; SET NAMES latin1; CREATE PROCEDURE does(a int) COMMENT 'does it' SELECT a")]
    [InlineData("DROP FUNCTION gives; CREATE FUNCTION gives() RETURNS int NO SQL RETURN 1")]
    [InlineData("ALTER EVENT happens DISABLE")]
    [InlineData("ALTER EVENT happens ON SCHEDULE EVERY 2 DAY STARTS '2035-01-01 00:00:00'")]
    [InlineData("ALTER DATABASE CHARACTER SET latin1")]
    public async Task A_difference_is_found(string change)
    {
        var (source, copy) = (await server.CreateDatabaseAsync(Schema), await server.CreateDatabaseAsync(Schema));
        await copy.ExecuteAsync(change);
        Assert.NotEmpty((await DatabaseContents.ReadAsync(source)).Differences(await DatabaseContents.ReadAsync(copy)));
        await server.DropAsync(source, copy);
    }
}
