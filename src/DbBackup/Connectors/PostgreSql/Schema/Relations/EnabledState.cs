namespace DbBackup.Connectors;

/// <summary>Whether triggers and rules are enabled, and for whom.</summary>
internal static class EnabledState
{
    /// <summary>The clause that sets a state: <c>DISABLE</c>, <c>ENABLE ALWAYS</c>.</summary>
    public static string Clause(string state) => state switch
    {
        "D" => "DISABLE",
        "R" => "ENABLE REPLICA",
        "A" => "ENABLE ALWAYS",
        _ => "ENABLE",
    };
}
