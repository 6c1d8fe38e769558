namespace DbBackup.Generators.Rules;

/// <summary>
/// Every id, with its meaning in the name. 1-29: receivers that cannot be called; 30-39: registries; 40-49: advice;
/// 50-59: receivers in libraries.
/// Each has a page in <c>docs/diagnostics</c>.
/// </summary>
internal static class DiagnosticIds
{
    /// <summary>Not a diagnostic but the <c>#error</c> that the generator writes when no analyzer runs.</summary>
    public const string DBB0000AnalyzersOff = "DBB0000";

    public const string DBB0001NotStatic = "DBB0001";
    public const string DBB0002Generic = "DBB0002";
    public const string DBB0003Inaccessible = "DBB0003";
    public const string DBB0004UnknownParameter = "DBB0004";
    public const string DBB0005WrongContext = "DBB0005";
    public const string DBB0006WrongType = "DBB0006";
    public const string DBB0007BoundTwice = "DBB0007";
    public const string DBB0008UncallableParameter = "DBB0008";
    public const string DBB0009WrongReturnType = "DBB0009";
    public const string DBB0010AsyncVoid = "DBB0010";
    public const string DBB0011NoBody = "DBB0011";
    public const string DBB0012UncallableAttribute = "DBB0012";
    public const string DBB0013FileLocal = "DBB0013";
    public const string DBB0014NotAMethod = "DBB0014";
    public const string DBB0015UndefinedSignal = "DBB0015";
    public const string DBB0016SameSignalTwice = "DBB0016";
    public const string DBB0017DuplicateId = "DBB0017";
    public const string DBB0018NegativeTimeout = "DBB0018";
    public const string DBB0019EmptyDatabase = "DBB0019";
    public const string DBB0020EmptyId = "DBB0020";
    public const string DBB0021ServiceAttribute = "DBB0021";
    public const string DBB0022ObsoleteError = "DBB0022";
    public const string DBB0023NeverCalled = "DBB0023";
    public const string DBB0024LeftOut = "DBB0024";

    public const string DBB0030RegistryNotPartial = "DBB0030";
    public const string DBB0031RegistryWrongBase = "DBB0031";
    public const string DBB0032RegistryShape = "DBB0032";
    public const string DBB0033RegistryOverridesTable = "DBB0033";
    public const string DBB0034RegistryNeverUsed = "DBB0034";
    public const string DBB0035RegistryEmpty = "DBB0035";

    public const string DBB0040DefaultIgnored = "DBB0040";
    public const string DBB0041NoToken = "DBB0041";
    public const string DBB0042TokenNotLast = "DBB0042";
    public const string DBB0043Obsolete = "DBB0043";
    public const string DBB0044NotTrimSafe = "DBB0044";
    public const string DBB0045RedundantServiceAttribute = "DBB0045";
    public const string DBB0046SyncOverAsync = "DBB0046";
    public const string DBB0047SameOrder = "DBB0047";
    public const string DBB0048FilterNeverMatches = "DBB0048";
    public const string DBB0049ServicesNotAdded = "DBB0049";

    public const string DBB0050NothingExported = "DBB0050";
    public const string DBB0051UnknownExcept = "DBB0051";
    public const string DBB0052NotIncluded = "DBB0052";
    public const string DBB0053NewerSchema = "DBB0053";
    public const string DBB0054DuplicateExportedId = "DBB0054";
    public const string DBB0055ExternAlias = "DBB0055";
}
