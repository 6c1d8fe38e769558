using System.Text;
using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Connectors;

/// <summary>
/// The script with which the stock client alone makes the database again out of the extracted archive. It holds the statements itself: a client that
/// takes every byte as it is (<c>--binary-mode</c>) reads no other files.
/// </summary>
internal static class MySqlScript
{
    /// <summary>What ends a statement: on a line of its own, as a statement may end with a comment.</summary>
    public const string Terminator = StatementScript.LineTerminator;

    /// <summary>Writes it.</summary>
    public static ReadOnlyMemory<byte> Write(MySqlServerVersion version, MySqlSchema schema, DefinerHandling definer, IReadOnlyList<NativeStream> streams, IReadOnlyList<NativeStreamEnd> ends)
    {
        var script = new StringBuilder(Head(version, schema));
        Append(s => s.Phase is MySqlPhase.PreData);
        foreach (var (stream, end) in streams.Zip(ends))
            if (end.Bytes > 0)
                script.Append(MySqlLoad.Statement(stream, $"{NativeFormat.Data}{stream.Id}.rows")).Append(Terminator).Append('\n');
        Append(s => s.Phase is not MySqlPhase.PreData);
        return PaxRecords.Utf8.GetBytes(script.ToString());

        void Append(Func<MySqlStatement, bool> isWanted)
        {
            foreach (var statement in schema.Statements.Where(isWanted))
                script.Append(statement.For(definer).Sql).Append(Terminator).Append('\n');
        }
    }

    private static string Head(MySqlServerVersion version, MySqlSchema schema)
    {
        var client = version.IsMariaDb ? "mariadb" : "mysql";
        var more = version.IsMariaDb ? ", check_constraint_checks = 0" : "";
        return $"""
            -- Loads this backup into an empty database, in the folder that the archive was extracted to:
            --   for d in data/*; do cat "$d"/* > "$d.rows"; done
            --   {client} -e "CREATE DATABASE NAME CHARACTER SET {schema.CharacterSet} COLLATE {schema.Collation}"
            --   {client} --local-infile=1 --binary-mode --comments --default-character-set=utf8mb4 NAME < restore.sql
            -- The server must have local_infile = 1, and the accounts that are named as definers.
            SET NAMES utf8mb4;
            SET SESSION sql_mode = '{MySqlSession.LoadingMode}', time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0{more};
            DELIMITER ;;

            """;
    }
}
