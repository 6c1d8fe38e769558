using System.Globalization;
using System.Text;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>The script with which <c>psql</c> alone makes the database again out of the extracted archive.</summary>
internal static class PsqlScript
{
    private const string Staging = "dbbackup_rows";

    /// <summary>Writes it.</summary>
    public static ReadOnlyMemory<byte> Write(PgDatabaseProperties properties, IReadOnlyList<NativeStream> streams)
    {
        var copy = new PgCopy(properties.Encoding);
        var script = new StringBuilder(Head(properties));
        foreach (var stream in streams)
            script.Append(Load(stream, copy));
        script.Append(Tail);
        return PaxRecords.Utf8.GetBytes(script.ToString());
    }

    private static string Head(PgDatabaseProperties properties) =>
        $"""
        -- Loads this backup into an empty database, in the folder that the archive was extracted to:
        --   createdb -T template0 -E {properties.Encoding} --lc-collate '{properties.Collate}' --lc-ctype '{properties.Ctype}' NAME
        --   psql -X -d NAME -f restore.sql
        -- Roles and tablespaces that it names must be there.
        \set ON_ERROR_STOP on
        \encoding UTF8
        SET search_path = '';
        SET check_function_bodies = off;
        SET row_security = off;
        SET statement_timeout = 0;
        SET lock_timeout = 0;
        SET idle_in_transaction_session_timeout = 0;
        SET standard_conforming_strings = on;
        SET xmloption = content;
        SET DateStyle = 'ISO, YMD';
        SET IntervalStyle = postgres;
        SET default_tablespace = '';
        SET default_table_access_method = heap;
        \ir schema/pre-data.sql
        \encoding {properties.Encoding}

        """;

    private const string Tail =
        """
        \encoding UTF8
        \ir schema/post-data.sql
        -- Only statistics are left: that a foreign server does not answer is no reason to fail.
        \set ON_ERROR_STOP off
        ANALYZE;

        """;

    private static string Load(NativeStream stream, PgCopy copy)
    {
        var files = $"FROM PROGRAM 'cat {NativeFormat.Data}{stream.Id}/*' WITH (FORMAT {stream.Format})";
        if (stream.Table is null)
            return $"{LargeObjectLoad.Create};\n\\copy {PgCopy.LargeObjectTable} {files}\n{LargeObjectLoad.Put};\nDROP TABLE {PgCopy.LargeObjectTable};\n";
        var target = copy.Target(stream);
        if (!target.AsSpan().ContainsAny('\n', '\r') && !target.Contains("U&\"", StringComparison.Ordinal))
            return $"\\copy {target} {files}\n";

        // A name that \copy, which is one line, cannot take.
        var columns = stream.Columns.Count > 0 ? target[(target.IndexOf(" (", StringComparison.Ordinal) + 2)..^1] : "";
        var table = copy.Target(stream with { Columns = [] });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"CREATE TEMPORARY TABLE {Staging} AS SELECT {columns} FROM {table} WITH NO DATA;\n\\copy pg_temp.{Staging} {files}\n" +
            $"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT * FROM pg_temp.{Staging};\nDROP TABLE pg_temp.{Staging};\n");
    }
}
