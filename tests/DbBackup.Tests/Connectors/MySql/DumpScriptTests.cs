using System.Buffers;
using System.Text;
using DbBackup.Connectors;

namespace DbBackup.Tests.Connectors.MySql;

/// <summary>A script of mysqldump is read as its client reads it, however it is cut into blocks.</summary>
public sealed class DumpScriptTests
{
    private const string Script =
        """
        /*M!999999\- enable the sandbox mode */ 
        -- MariaDB dump 10.19; it's INSERT INTO `no` VALUES (1);
        /*!40101 SET NAMES utf8mb4 */;
        /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
        DROP TABLE IF EXISTS `a``(1);`;
        CREATE TABLE `a``(1);` (
          `x (` int DEFAULT 7, -- a comment; it's
          `y` varchar(20) DEFAULT 'it''s (\' ( ;' COMMENT "(;\"(",
          KEY `k` (`y`(3))
        ) ENGINE=InnoDB;
        INSERT INTO `a``(1);` VALUES
        (1,'it\'s (a), (b);\\'),(-1,''),
        (2,'\'),(('),(-3,'-- not; a /* comment');
        INSERT INTO `a``(1);` (`x (`, `y`) VALUES (5,NULL),(6,_binary 'x(');
        CREATE TABLE `empty` (`i` int);
        /*!50001 CREATE VIEW `v` AS SELECT
         1 AS `(`*/;
        ALTER DATABASE `sour``ce` CHARACTER SET latin1 COLLATE latin1_german1_ci ;
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50003 PROCEDURE `p`()
        BEGIN
        -- Dump completed it's
        INSERT INTO `empty` VALUES (1);
        CREATE TABLE `inside` (`i` int);
        ALTER DATABASE `sour``ce` CHARACTER SET utf8mb4;
        DELIMITER ;
        END */;;
        ALTER DATABASE `sour``ce` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ;;
        DELIMITER ;
        INSERT INTO `empty` VALUES (1),(2);
        DO SETVAL(`s`, 1, 0);
        /* it's (closed) **/ SELECT 1-1, 2/1, 3--1;
        -- Dump completed

        """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1 << 20)]
    public void Tables_and_rows_are_counted_and_the_end_is_known(int blockBytes)
    {
        var script = new DumpScript();
        foreach (var block in Encoding.UTF8.GetBytes(Script).Chunk(blockBytes))
            script.Read(block);
        Assert.Equal(new Dictionary<string, long> { ["a`(1);"] = 6, ["empty"] = 2 }, script.Rows);
        Assert.True(script.IsComplete);
    }

    [Fact]
    public void A_script_that_ends_anywhere_before_its_last_line_is_not_complete()
    {
        var bytes = Encoding.UTF8.GetBytes(Script);
        for (var length = 0; length < bytes.Length - 2; length++)
        {
            var script = new DumpScript();
            script.Read(bytes.AsSpan(0, length));
            Assert.False(script.IsComplete, Script[..length]);
        }
    }

    [Fact]
    public void The_name_of_the_database_is_in_the_first_line()
    {
        var script = new DumpScript();
        script.Read(Encoding.UTF8.GetBytes($"{DumpScript.OwnLine("odd `name\n漢;'")}\n-- more\n"));
        Assert.Equal("odd `name\n漢;'", script.Source);
    }

    [Fact]
    public void A_script_with_something_after_its_end_is_not_complete()
    {
        var script = new DumpScript();
        script.Read(Encoding.UTF8.GetBytes(Script + "INSERT INTO `t` VALUES (1);\n"));
        Assert.False(script.IsComplete);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(1 << 20)]
    public void What_it_says_of_its_database_is_led_to_another_but_not_in_a_body(int blockBytes)
    {
        var (script, output) = (new DumpScript("tar`get"), new ArrayBufferWriter<byte>());
        foreach (var block in Encoding.UTF8.GetBytes(Script).Chunk(blockBytes))
            script.Read(block, output);
        script.End(output);
        var inner = Script.IndexOf("ALTER DATABASE `sour``ce` CHARACTER SET utf8mb4;", StringComparison.Ordinal);
        var expected = Replaced(Script[..inner]) + Script[inner..(inner + 20)] + Replaced(Script[(inner + 20)..]);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.True(script.IsComplete);

        static string Replaced(string part) => part.Replace("ALTER DATABASE `sour``ce`", "ALTER DATABASE `tar``get`", StringComparison.Ordinal).Replace(
            "SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;", "SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */; SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES';", StringComparison.Ordinal);
    }
}
