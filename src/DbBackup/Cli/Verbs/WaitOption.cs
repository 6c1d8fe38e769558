using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DbBackup.Cli;

/// <summary><c>--wait 10m</c>: how long to wait for another run.</summary>
internal sealed class WaitOption : Option<TimeSpan>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public WaitOption() : base("--wait")
    {
        Description = "Wait so long for another run on the same to end, as 90s, 10m or 2h. Without it the exit code is 5 at once.";
        HelpName = "TIME";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = Parse;
    }

    private static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (TryParse(text) is { } time)
            return time;
        result.AddError($"--wait cannot be '{text}'; it takes a time as 90s, 10m or 2h, at most {Longest.TotalHours}h.");
        return default;
    }

    private static TimeSpan? TryParse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        TimeSpan? time = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        return time <= Longest ? time : null;
    }
}
