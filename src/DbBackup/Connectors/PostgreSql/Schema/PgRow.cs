using Npgsql;

namespace DbBackup.Connectors;

/// <summary>The columns of a catalog's row, as the readers of relations want them, besides those of <see cref="CatalogRow"/>.</summary>
internal static class PgRow
{
    extension(NpgsqlDataReader row)
    {
        /// <summary>A <c>text[]</c>; none when it is <see langword="null"/>.</summary>
        public string[] TextArray(int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<string[]>(column);

        /// <summary>An oid; 0 when it is <see langword="null"/>.</summary>
        public uint OidOrZero(int column) => row.IsDBNull(column) ? 0 : row.GetFieldValue<uint>(column);

        /// <summary>An <c>oid[]</c>; none when it is <see langword="null"/>.</summary>
        public uint[] OidArray(int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<uint[]>(column);

        /// <summary>An <c>int4</c>.</summary>
        public int Int(int column) => row.GetInt32(column);

        /// <summary>An <c>int4</c>, or <see langword="null"/>.</summary>
        public int? IntOrNull(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

        /// <summary>A boolean.</summary>
        public bool Flag(int column) => row.GetBoolean(column);
    }
}
