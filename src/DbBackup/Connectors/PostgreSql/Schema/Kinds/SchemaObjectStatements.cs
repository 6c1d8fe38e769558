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

    /// <summary>The statement that says whose the object is.</summary>
    public static SchemaStatement Owner(this SchemaObject item, uint owner, RoleNames roles) =>
        item.Statement($"ALTER {item.Kind} {item.Identity} OWNER TO {roles.Quoted(owner)}") with
        {
            Aspect = StatementAspect.Owner, Roles = roles.Of(owner),
        };
}
