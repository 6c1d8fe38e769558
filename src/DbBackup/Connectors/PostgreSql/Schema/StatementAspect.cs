namespace DbBackup.Connectors;

/// <summary>What a statement says about its object. A restore may leave out some of these.</summary>
internal enum StatementAspect
{
    /// <summary>What it is.</summary>
    Definition,

    /// <summary>Whose it is; left out by <c>--no-owner</c>.</summary>
    Owner,

    /// <summary>Who may use it; left out by <c>--no-privileges</c>.</summary>
    Privilege,

    /// <summary>What is said of it.</summary>
    Comment,

    /// <summary>Its label for a security provider.</summary>
    SecurityLabel,
}
