using Microsoft.CodeAnalysis;

namespace DbBackup.Generators.Rules;

/// <summary>The diagnostics. A receiver that cannot be called is an error that nobody can configure away.</summary>
internal static class Descriptors
{
    private const string Category = "DbBackup.Receivers";
    private const string Pages = "https://github.com/dbbackup/dbbackup/blob/main/docs/diagnostics/";

    public static readonly DiagnosticDescriptor NotStatic = Uncallable(
        DiagnosticIds.DBB0001NotStatic,
        "A receiver is static",
        "'{0}' is an instance method, and there is no object to call it on; make it static");

    public static readonly DiagnosticDescriptor Generic = Uncallable(
        DiagnosticIds.DBB0002Generic,
        "A receiver is not generic",
        "'{0}' cannot be called because '{1}' is generic and nothing says with which type arguments; remove the type parameters");

    public static readonly DiagnosticDescriptor Inaccessible = Uncallable(
        DiagnosticIds.DBB0003Inaccessible,
        "A receiver is accessible in its assembly",
        "The table cannot call '{0}' because '{1}' is {2}; make it internal or public");

    public static readonly DiagnosticDescriptor UnknownParameter = Uncallable(
        DiagnosticIds.DBB0004UnknownParameter,
        "Every parameter of a receiver is offered by its signal",
        "{0} offers no '{1}'{2} It offers: {3}. Every receiver can also take its {4}, a CancellationToken, ILogger, ILogger<T>, IServiceProvider or TimeProvider, and services with [FromServices].");

    public static readonly DiagnosticDescriptor WrongContext = Uncallable(
        DiagnosticIds.DBB0005WrongContext,
        "A receiver takes the context of its own signal",
        "{0} does not send a {1}; take {2}, or a base of it such as SignalContext");

    public static readonly DiagnosticDescriptor WrongType = Uncallable(
        DiagnosticIds.DBB0006WrongType,
        "A parameter of a receiver has the type of its argument",
        "{0} sends '{1}' as {2}, which does not convert to {3}; declare it as '{2} {1}'");

    public static readonly DiagnosticDescriptor BoundTwice = Uncallable(
        DiagnosticIds.DBB0007BoundTwice,
        "A receiver takes its context and its token once",
        "'{0}' takes {1} twice: '{2}' is the same as '{3}'; remove one of them");

    public static readonly DiagnosticDescriptor UncallableParameter = Uncallable(
        DiagnosticIds.DBB0008UncallableParameter,
        "A receiver takes plain values",
        "'{0}' is {1}, which a receiver cannot take; declare it as a plain value");

    public static readonly DiagnosticDescriptor WrongReturnType = Uncallable(
        DiagnosticIds.DBB0009WrongReturnType,
        "A receiver returns void, Task or ValueTask",
        "'{0}' returns {1}, but nothing takes a result and nothing waits for null; return void, Task or ValueTask");

    public static readonly DiagnosticDescriptor AsyncVoid = Uncallable(
        DiagnosticIds.DBB0010AsyncVoid,
        "An asynchronous receiver returns Task or ValueTask",
        "'{0}' is async void, so that nobody could wait for it and its exceptions would end the process; return Task");

    public static readonly DiagnosticDescriptor NoBody = Uncallable(
        DiagnosticIds.DBB0011NoBody,
        "A receiver has a body",
        "'{0}' is {1} and has no body of its own to call; write the body here");

    public static readonly DiagnosticDescriptor UncallableAttribute = Uncallable(
        DiagnosticIds.DBB0012UncallableAttribute,
        "A receiver is called in every build",
        "'{0}' has [{1}]: {2}; remove the attribute");

    public static readonly DiagnosticDescriptor FileLocal = Uncallable(
        DiagnosticIds.DBB0013FileLocal,
        "A receiver is not in a file-local type",
        "The table cannot call '{0}' because '{1}' is file-local and the table is in another file; make it internal");

    public static readonly DiagnosticDescriptor NotAMethod = Uncallable(
        DiagnosticIds.DBB0014NotAMethod,
        "A receiver is an ordinary method",
        "{0} cannot be a receiver because the table has no name to call it by; make it an ordinary static method of a class");

    public static readonly DiagnosticDescriptor UndefinedSignal = Uncallable(
        DiagnosticIds.DBB0015UndefinedSignal,
        "A receiver names a signal",
        "'{0}' receives {1}; name one of: {2}");

    public static readonly DiagnosticDescriptor SameSignalTwice = Uncallable(
        DiagnosticIds.DBB0016SameSignalTwice,
        "A receiver names a signal once",
        "'{0}' names {1} twice and would be called twice; remove one of them");

    public static readonly DiagnosticDescriptor DuplicateId = Uncallable(
        DiagnosticIds.DBB0017DuplicateId,
        "The id of a receiver is unique",
        "{0} has a receiver '{1}' already, at {2}; give this one an Id of its own: [Receiver(…, Id = \"…\")]",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor NegativeTimeout = Uncallable(
        DiagnosticIds.DBB0018NegativeTimeout,
        "A time-out is not negative",
        "TimeoutSeconds is {0}; give a number of seconds above 0, or leave it out for the configured time-out");

    public static readonly DiagnosticDescriptor EmptyDatabase = Uncallable(
        DiagnosticIds.DBB0019EmptyDatabase,
        "A database filter names a database",
        "Database is empty, so that '{0}' would never be called; give the database's key in the configuration, or leave it out for every database");

    public static readonly DiagnosticDescriptor EmptyId = Uncallable(
        DiagnosticIds.DBB0020EmptyId,
        "The id of a receiver is not empty",
        "Id is empty; give a name, or leave it out for '{0}'");

    public static readonly DiagnosticDescriptor ServiceAttribute = Uncallable(
        DiagnosticIds.DBB0021ServiceAttribute,
        "A parameter names its service clearly",
        "The service of '{0}' is unclear: {1}");

    public static readonly DiagnosticDescriptor ObsoleteError = Uncallable(
        DiagnosticIds.DBB0022ObsoleteError,
        "A receiver is not obsolete as an error",
        "The table cannot call '{0}' because '{1}' is [Obsolete] as an error; remove the receiver, or the 'error: true'");

    public static readonly DiagnosticDescriptor NeverCalled = new(
        DiagnosticIds.DBB0023NeverCalled,
        "A receiver needs a registry",
        "Nothing calls '{0}': there is no registry, and only a library exports its receivers; add '[ReceiverRegistry] internal sealed partial class AppReceivers : ReceiverRegistry;' and give it to UseReceivers<AppReceivers>()",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + DiagnosticIds.DBB0023NeverCalled + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor LeftOut = Uncallable(
        DiagnosticIds.DBB0024LeftOut,
        "Every receiver is in the table",
        "{0} '{1}' for {2}: its declaration uses something that another source generator writes, which the table's generator cannot see; declare that by hand or in another project",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor RegistryNotPartial = Uncallable(
        DiagnosticIds.DBB0030RegistryNotPartial,
        "A registry is partial",
        "The table of '{0}' cannot be written because '{1}' is not partial; add 'partial'");

    public static readonly DiagnosticDescriptor RegistryWrongBase = Uncallable(
        DiagnosticIds.DBB0031RegistryWrongBase,
        "A registry derives from ReceiverRegistry",
        "'{0}' is marked as a registry but does not derive from ReceiverRegistry; declare it as '{0} : ReceiverRegistry'");

    public static readonly DiagnosticDescriptor RegistryShape = Uncallable(
        DiagnosticIds.DBB0032RegistryShape,
        "A registry is a class that can be made",
        "'{0}' cannot hold the table because '{1}' is {2}; declare a plain 'partial class'");

    public static readonly DiagnosticDescriptor RegistryOverridesTable = Uncallable(
        DiagnosticIds.DBB0033RegistryOverridesTable,
        "A registry leaves its table to the generator",
        "'{0}' has a CreateTable of its own, which would hide every receiver; remove it, or remove [ReceiverRegistry]");

    public static readonly DiagnosticDescriptor RegistryNeverUsed = Advice(
        DiagnosticIds.DBB0034RegistryNeverUsed,
        DiagnosticSeverity.Info,
        "A registry is used",
        "Nothing in this application mentions '{0}', so that its receivers are never called; build the application with UseReceivers<{0}>()",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor RegistryEmpty = Advice(
        DiagnosticIds.DBB0035RegistryEmpty,
        DiagnosticSeverity.Info,
        "A registry has receivers",
        "The table of '{0}' is empty: this project has no receiver, and '{0}' includes none of a library; write a method with [Receiver], or remove the registry",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor DefaultIgnored = Advice(
        DiagnosticIds.DBB0040DefaultIgnored,
        DiagnosticSeverity.Warning,
        "A default value of a receiver is never used",
        "The default value of '{0}' is never used, because the table passes every argument; remove it");

    public static readonly DiagnosticDescriptor NoToken = Advice(
        DiagnosticIds.DBB0041NoToken,
        DiagnosticSeverity.Info,
        "An asynchronous receiver takes a token",
        "'{0}' is asynchronous but does not learn when its run is cancelled or its time is up; add a CancellationToken");

    public static readonly DiagnosticDescriptor TokenNotLast = Advice(
        DiagnosticIds.DBB0042TokenNotLast,
        DiagnosticSeverity.Info,
        "The token is the last parameter",
        "'{0}' is not the last parameter; move it to the end");

    public static readonly DiagnosticDescriptor Obsolete = Advice(
        DiagnosticIds.DBB0043Obsolete,
        DiagnosticSeverity.Warning,
        "An obsolete receiver is still called",
        "'{0}' is called although '{1}' is [Obsolete]; remove [Receiver] or [Obsolete]");

    public static readonly DiagnosticDescriptor NotTrimSafe = Advice(
        DiagnosticIds.DBB0044NotTrimSafe,
        DiagnosticSeverity.Warning,
        "A receiver is safe to trim and to compile ahead of time",
        "'{0}' has [{1}], so that it can fail in a trimmed or NativeAOT application; rewrite it without");

    public static readonly DiagnosticDescriptor RedundantServiceAttribute = Advice(
        DiagnosticIds.DBB0045RedundantServiceAttribute,
        DiagnosticSeverity.Warning,
        "A parameter that is bound by its type needs no service attribute",
        "[{1}] on '{0}' has no effect, because a {2} is always bound by its type; remove the attribute");

    public static readonly DiagnosticDescriptor SyncOverAsync = Advice(
        DiagnosticIds.DBB0046SyncOverAsync,
        DiagnosticSeverity.Warning,
        "A receiver does not block on asynchronous work",
        "'{0}' blocks its thread with '{1}', a wait that neither its time-out nor a cancellation ends; return Task and use await");

    public static readonly DiagnosticDescriptor SameOrder = Advice(
        DiagnosticIds.DBB0047SameOrder,
        DiagnosticSeverity.Info,
        "An order is given once",
        "{0} has a receiver of Order {1} already, '{2}' at {3}, and only their ids decide which of the two is called first; give '{4}' another Order",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor FilterNeverMatches = Advice(
        DiagnosticIds.DBB0048FilterNeverMatches,
        DiagnosticSeverity.Warning,
        "A database filter stands on a signal of a database",
        "{0} is about no database, so that '{1}' is never called for it; remove the filter Database = {2}, or the signal");

    public static readonly DiagnosticDescriptor ServicesNotAdded = Advice(
        DiagnosticIds.DBB0049ServicesNotAdded,
        DiagnosticSeverity.Warning,
        "The services of a class of receivers are added",
        "No registry can add the services of '{0}', because '{1}' is {2}",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor NothingExported = Uncallable(
        DiagnosticIds.DBB0050NothingExported,
        "An included library exports receivers",
        "IncludeReceivers<{0}> includes nothing: {1}");

    public static readonly DiagnosticDescriptor UnknownExcept = Uncallable(
        DiagnosticIds.DBB0051UnknownExcept,
        "Except names receivers that are included",
        "IncludeReceivers<{0}> includes no receiver '{1}'{2} It includes: {3}.");

    public static readonly DiagnosticDescriptor NotIncluded = new(
        DiagnosticIds.DBB0052NotIncluded,
        "A library's receivers are called only when they are included",
        "'{0}' exports receivers that no registry includes: {1}; if they are to be called, add [IncludeReceivers<{2}>] to a registry",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + DiagnosticIds.DBB0052NotIncluded + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NewerSchema = Uncallable(
        DiagnosticIds.DBB0053NewerSchema,
        "An included library exports by a schema that is known",
        "'{0}' exports its receivers {1} that this version of DbBackup does not know; update the package DbBackup in this project");

    public static readonly DiagnosticDescriptor DuplicateExportedId = Uncallable(
        DiagnosticIds.DBB0054DuplicateExportedId,
        "The id of a receiver is unique over all libraries",
        "'{0}' brings a receiver '{1}' for {2}, and '{3}' has one too; leave this one out with Except = [\"{1}\"], or give the other an Id of its own",
        atCompilationEnd: true);

    public static readonly DiagnosticDescriptor ExternAlias = Uncallable(
        DiagnosticIds.DBB0055ExternAlias,
        "Generated code can name what it needs",
        "Generated code cannot name {0}, because '{1}' is referenced only under the extern alias '{2}'; remove the alias, or add 'global' to it");

    /// <summary>What the generator says for an analyzer that the build does not come to; the message begins with that one's id.</summary>
    public static readonly DiagnosticDescriptor Unheard = Uncallable(
        DiagnosticIds.DBB0000AnalyzersOff,
        "A receiver or a registry is wrong, and nobody hears the analyzers",
        "{0}");

    private static DiagnosticDescriptor Uncallable(string id, string title, string message, bool atCompilationEnd = false) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md",
            customTags: atCompilationEnd
                ? [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.CompilationEnd]
                : [WellKnownDiagnosticTags.NotConfigurable]);

    private static DiagnosticDescriptor Advice(string id, DiagnosticSeverity severity, string title, string message, bool atCompilationEnd = false) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md",
            customTags: atCompilationEnd ? [WellKnownDiagnosticTags.CompilationEnd] : []);
}
