using System.CommandLine;
using DbBackup.Configuration;

namespace DbBackup.Cli;

/// <summary>
/// <c>-z, --compress [zstd|gzip|none]</c>. Without a value it asks for compression as it is configured, and for zstd where the
/// configuration says none.
/// </summary>
internal sealed class CompressOption : Option<string?>
{
    private static readonly string[] Kinds = ["zstd", "gzip", "none"];

    public CompressOption() : base("--compress", "-z")
    {
        Description = "Compress as zstd or gzip, or not at all. The default comes from the configuration (zstd).";
        HelpName = "zstd|gzip|none";
        Arity = ArgumentArity.ZeroOrOne;
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !Kinds.Contains(token.Value, StringComparer.OrdinalIgnoreCase))
                result.AddError($"--compress cannot be '{token.Value}'; it takes one of {string.Join(", ", Kinds)}.");
        });
    }

    /// <summary>What was asked for, or <see langword="null"/> for what the configuration says.</summary>
    public CompressionKind? Read(ParseResult parsed, CompressionSettings configured)
    {
        if (parsed.GetResult(this) is not { Implicit: false } result)
            return null;
        if (result.Tokens is [var token])
            return Enum.Parse<CompressionKind>(token.Value, ignoreCase: true);
        return configured.Kind == CompressionKind.None ? CompressionKind.Zstd : null;
    }
}
