using DbBackup.Archives;
using DbBackup.Servers.Tests.MySql.Fidelity;
using DbBackup.Servers.Tests.MySql.Native;

namespace DbBackup.Servers.Tests.MySql;

/// <summary>
/// A restore that leaves one thing out is found out. Each of these takes something away between the dump and the restore, as a fault in the
/// product would, and the comparison must see it, or the restore must refuse.
/// </summary>
public sealed class MutationTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private const string Schema =
        """
        CREATE TABLE goods (id int AUTO_INCREMENT PRIMARY KEY, name varchar(50) NOT NULL DEFAULT 'none' COMMENT 'of it', price decimal(10,2) CHECK (price > 0), KEY by_name (name), FULLTEXT KEY words (name)) COMMENT 'what is sold' AUTO_INCREMENT = 100;
        CREATE TABLE parts (good int, n int, UNIQUE KEY once (good, n), CONSTRAINT to_good FOREIGN KEY (good) REFERENCES goods (id) ON DELETE CASCADE);
        INSERT INTO goods (name, price) VALUES ('one', 1), ('two', 2); INSERT INTO parts VALUES (100, 1), (101, 2); ALTER TABLE goods AUTO_INCREMENT = 500;
        CREATE VIEW dear AS SELECT * FROM goods WHERE price > 1;
        CREATE PROCEDURE does() SELECT 1; CREATE FUNCTION gives() RETURNS int NO SQL RETURN 1;
        CREATE TRIGGER touched BEFORE UPDATE ON goods FOR EACH ROW SET NEW.name = TRIM(NEW.name);
        CREATE EVENT happens ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DISABLE DO SET @x = 1;
        """;

    [Theory]
    [InlineData("CREATE", "VIEW")]
    [InlineData("CREATE", "PROCEDURE")]
    [InlineData("CREATE", "FUNCTION")]
    [InlineData("CREATE", "TRIGGER")]
    [InlineData("CREATE", "EVENT")]
    [InlineData("ADD", "KEY `by_name`")]
    [InlineData("ADD", "FULLTEXT KEY")]
    [InlineData("ADD", "FOREIGN KEY")]
    [InlineData("ALTER TABLE `goods`", "AUTO_INCREMENT")]
    [InlineData("ALTER DATABASE", "latin1_german1_ci")]
    public async Task Statements_left_out_are_found(string one, string other)
    {
        var left = 0;
        await AssertFoundAsync(s => s.Sql.Contains(one, StringComparison.Ordinal) && s.Sql.Contains(other, StringComparison.Ordinal) && ++left > 0 ? null : s, () => left);
    }

    [Theory]
    [InlineData("'none'", "'some'")]
    [InlineData("'of it'", "'of her'")]
    [InlineData("'what is sold'", "''")]
    [InlineData("decimal(10,2)", "decimal(10,3)")]
    [InlineData("ON DELETE CASCADE", "")]
    [InlineData("AUTO_INCREMENT = 500", "AUTO_INCREMENT = 501")]
    [InlineData("UNIQUE KEY `once` (`good`,`n`)", "UNIQUE KEY `once` (`n`,`good`)")]
    [InlineData("DISABLE", "ENABLE")]
    [InlineData("BEFORE UPDATE", "AFTER DELETE")]
    public async Task Words_that_are_others_are_found(string word, string other)
    {
        var changed = 0;
        await AssertFoundAsync(s => s.Sql.Contains(word, StringComparison.Ordinal) && ++changed > 0 ? s with { Sql = s.Sql.Replace(word, other, StringComparison.Ordinal) } : s, () => changed);
    }

    private async Task AssertFoundAsync(Func<NativeStatement, NativeStatement?> change, Func<int> changed)
    {
        var source = await server.CreateDatabaseAsync(Schema, options: "CHARACTER SET latin1 COLLATE latin1_german1_ci");
        var (dump, copy) = (await NativeDump.OfAsync(source), server.AbsentDatabase());
        var mutant = dump with { Payload = dump.Entries.WithStatements(change).ToBytes() };
        Assert.True(changed() > 0, $"No statement has it:\n{dump.Entries.Text(NativeFormat.PreData)}\n{dump.Entries.Text(NativeFormat.PostData)}");
        try
        {
            await mutant.RestoreAsync(copy);
        }
        catch (BackupException)
        {
            return;
        }
        Assert.NotEmpty((await DatabaseContents.ReadAsync(source)).Differences(await DatabaseContents.ReadAsync(copy)));
    }
}
