namespace DbBackup.Servers.Tests;

/// <summary>Tests that change the PATH of this process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(ChangesSearchPath), DisableParallelization = true)]
public sealed class ChangesSearchPath;
