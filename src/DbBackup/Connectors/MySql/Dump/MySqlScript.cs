using System.Text;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>The script with which the stock client alone makes the database again out of the extracted archive.</summary>
internal static class MySqlScript
{
    /// <summary>What ends a statement: on a line of its own, as a statement may end with a comment.</summary>
    public const string Terminator = "\n;;";

    private const string Rows = "rows.tmp";

    /// <summary>Writes it.</summary>
    public static ReadOnlyMemory<byte> Write(MySqlServerVersion version, MySqlSchema schema, IReadOnlyList<NativeStream> streams, IReadOnlyList<NativeStreamEnd> ends)
    {
        var script = new StringBuilder(Head(version, schema));
        foreach (var (stream, end) in streams.Zip(ends))
            if (end.Bytes > 0)
                script.Append(Load(stream));
        script.Append(Tail);
        return PaxRecords.Utf8.GetBytes(script.ToString());
    }

    private static string Head(MySqlServerVersion version, MySqlSchema schema) =>
        $"""
        -- Loads this backup into an empty database, in the folder that the archive was extracted to:
        --   {Client(version)} -e "CREATE DATABASE NAME CHARACTER SET {schema.CharacterSet} COLLATE {schema.Collation}"
        --   {Client(version)} --local-infile=1 --default-character-set=utf8mb4 --binary-mode=0{(version.IsMariaDb ? "" : " --commands --system-command")} NAME < restore.sql
        -- The server must allow local_infile, and have the accounts that it names as definers.
        SET NAMES utf8mb4;
        SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0;
        {(version.IsMariaDb ? "SET SESSION check_constraint_checks = 0;" : "SET SESSION sql_require_primary_key = 0;")}
        DELIMITER ;;
        source schema/pre-data.sql
        DELIMITER ;

        """;

    private const string Tail =
        """
        DELIMITER ;;
        source schema/post-data.sql
        DELIMITER ;

        """;

    private static string Client(MySqlServerVersion version) => version.IsMariaDb ? "mariadb" : "mysql";

    // Parts may end within a row; together they are the rows.
    private static string Load(NativeStream stream) =>
        $"system cat {NativeFormat.Data}{stream.Id}/* > {Rows}\n{MySqlLoad.Statement(stream, Rows)};\nsystem rm {Rows}\n";
}
