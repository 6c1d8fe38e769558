namespace DbBackup.Connectors;

/// <summary>Adds statements to an object, each of which then says whose it is.</summary>
internal static class SchemaObjectStatements
{
    /// <summary>Adds what makes the object; <c>DROP kind IF EXISTS identity</c> takes it away again.</summary>
    public static SchemaObject Define(this SchemaObject item, string sql)
    {
        item.Statements.Add(item.Statement(sql, $"DROP {item.Kind} IF EXISTS {item.Identity}"));
        return item;
    }

    /// <summary>Adds what completes the object and goes with it.</summary>
    public static SchemaObject Complete(this SchemaObject item, string sql)
    {
        item.Statements.Add(item.Statement(sql));
        return item;
    }
}
