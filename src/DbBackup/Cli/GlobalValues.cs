using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace DbBackup.Cli;

/// <summary>What the arguments say of <see cref="GlobalOptions"/>. Each is read when it is needed: a switch can be read of wrong usage, too.</summary>
internal sealed class GlobalValues(GlobalOptions options, ParseResult parsed)
{
    public string? ServerName => parsed.GetValue(options.ServerName);

    public string? Config => parsed.GetValue(options.Config);

    public bool Json => parsed.GetValue(options.Json);

    public bool Quiet => parsed.GetValue(options.Quiet);

    public bool Verbose => parsed.GetValue(options.Verbose);

    /// <summary>From where on events are logged.</summary>
    public LogLevel LowestLevel => Quiet ? LogLevel.Error : Verbose ? LogLevel.Debug : LogLevel.Information;
}
