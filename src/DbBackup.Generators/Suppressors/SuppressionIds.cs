namespace DbBackup.Generators.Suppressors;

/// <summary>Every suppression, by which a build's log names it.</summary>
internal static class SuppressionIds
{
    public const string DBBS001UnusedMember = "DBBS001";
    public const string DBBS002UnusedParameter = "DBBS002";
    public const string DBBS003UnusedParameterOfQualityRules = "DBBS003";
    public const string DBBS004UninstantiatedClass = "DBBS004";
    public const string DBBS005AsyncSuffix = "DBBS005";
}
