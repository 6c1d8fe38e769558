namespace DbBackup.Connectors;

/// <summary>All that was read of a schema.</summary>
/// <param name="Objects">The objects, and what of them cannot be carried by whom.</param>
/// <param name="Graph">What must come before what.</param>
/// <param name="Dump">The schema as it is written in process; its statements are missing where no order of them is found.</param>
internal sealed record SchemaContents(SchemaCollection Objects, SchemaGraph Graph, SchemaDump Dump);
