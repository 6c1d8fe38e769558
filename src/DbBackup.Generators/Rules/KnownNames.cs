namespace DbBackup.Generators.Rules;

/// <summary>
/// Full names of the types that the rules know. Names instead of symbols: a half-referenced or doubly referenced project
/// then fails a comparison, not a lookup.
/// </summary>
internal static class KnownNames
{
    public const string ReceiverAttribute = "DbBackup.Signals.ReceiverAttribute";
    public const string ReceiverRegistryAttribute = "DbBackup.Signals.ReceiverRegistryAttribute";
    public const string IncludeReceiversAttribute = "DbBackup.Signals.IncludeReceiversAttribute";
    public const string ExportedReceiversAttribute = "DbBackup.Signals.ExportedReceiversAttribute";
    public const string ExportedReceiverAttribute = "DbBackup.Signals.ExportedReceiverAttribute";
    public const string ReceiverLibrary = "DbBackup.Signals.IReceiverLibrary";
    public const string ReceiverRegistry = "DbBackup.Signals.ReceiverRegistry";
    public const string Signal = "DbBackup.Signals.Signal";
    public const string SignalContext = "DbBackup.Signals.SignalContext";
    public const string FromServices = "DbBackup.Signals.FromServicesAttribute";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string Logger = "Microsoft.Extensions.Logging.ILogger";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string ServiceProvider = "System.IServiceProvider";
    public const string TimeProvider = "System.TimeProvider";
    public const string Task = "System.Threading.Tasks.Task";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string Conditional = "System.Diagnostics.ConditionalAttribute";
    public const string UnmanagedCallersOnly = "System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute";
    public const string Obsolete = "System.ObsoleteAttribute";
    public const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";
    public const string RequiresUnreferencedCode = "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute";
    public const string RequiresDynamicCode = "System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute";
    public const string SuppressMessage = "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute";
    public const string UnconditionalSuppressMessage = "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute";
    public const string GeneratedCode = "System.CodeDom.Compiler.GeneratedCodeAttribute";

    /// <summary>The assembly with these attributes: what does not reference it exports nothing.</summary>
    public const string Library = "DbBackup";

    /// <summary>The namespace in which every library's calls have one of their own.</summary>
    public const string ExportNamespace = "DbBackup.Exports";

    /// <summary>The class of a library's calls.</summary>
    public const string Calls = "ReceiverCalls";

    /// <summary>By convention the context of <c>Signal.X</c> is <c>XContext</c> in this namespace.</summary>
    public const string ContextNamespace = "DbBackup.Commands";

    /// <summary>The member of <see cref="ReceiverRegistry"/> that the generator overrides.</summary>
    public const string CreateTable = "CreateTable";

    /// <summary>The member that the generator overrides when there are services to add.</summary>
    public const string AddServices = "AddServices";

    /// <summary>By this name in <c>[GeneratedCode]</c> the rules tell the generator's override from one by hand.</summary>
    public const string Tool = "DbBackup.Generators";
}
