using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using DbBackup.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers;

/// <summary>
/// What must not leave this machine in a body, an event or an error. Messages of DbBackup hold no secret; those of drivers, servers and
/// other people's receivers may quote one.
/// </summary>
internal sealed partial class Secrets
{
    private const string Mask = "***";
    private const int ShortestWord = 4;

    /// <summary>Beyond this a message is no longer one that a person reads.</summary>
    private const int Longest = 4000;

    private readonly SortedSet<string> _words = new(Comparer<string>.Create((a, b) => (b.Length, a).CompareTo((a.Length, b))));

    /// <param name="words">Secrets as they are.</param>
    public Secrets(params IEnumerable<string?> words)
    {
        foreach (var word in words)
            Add(word);
    }

    /// <summary>Those of the configured databases, and the address of the dead man's switch.</summary>
    public static Secrets Of(IServiceProvider services) => services.GetService<DbBackupSettings>() is { } settings
        ? new([.. settings.Databases.Values.SelectMany(d => InConnectionString(d.ConnectionString)), settings.Health.PingUrl])
        : new();

    /// <summary>The text on one line without any secret.</summary>
    public string Hide(string text)
    {
        foreach (var word in _words)
            text = text.Replace(word, Mask, StringComparison.OrdinalIgnoreCase);
        if (text.Length > Longest)
            text = $"{text[..Longest]} …";
        text = Assignment().Replace(text, $"$1{Mask}");
        text = UserOfUrl().Replace(text, $"$1{Mask}@");
        return PlainText.OneLine(QueryOfUrl().Replace(text, $"$1?{Mask}"));
    }

    /// <summary>What an exception says, without any secret. One that nobody foresaw says its type, too.</summary>
    public string Hide(Exception exception) =>
        Hide(exception is BackupException or OperationCanceledException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}");

    // A short word would be found everywhere; and servers quote a password as it went over the wire.
    private void Add(string? word)
    {
        if (word is not { Length: >= ShortestWord })
            return;
        _words.Add(word);
        _words.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(word)));
    }

    private static IEnumerable<string> InConnectionString(string text)
    {
        DbConnectionStringBuilder settings;
        try
        {
            settings = new() { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return [text];
        }
        return [text, .. settings.Keys.Cast<string>().Where(k => SecretName().IsMatch(k)).Select(k => settings[k]?.ToString() ?? "")];
    }

    private const string Names = @"[\w-]*(?:password|passwd|pwd|secret|token|credential|signature|(?:api|access|account|shared|private)[ _-]?key)[\w-]*";

    [GeneratedRegex($"^{Names}$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex($"""(\b{Names}["']?\s*=\s*)("[^"]*"|'[^']*'|[^;,&\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(\b\w+://)[^/\s@]+@")]
    private static partial Regex UserOfUrl();

    [GeneratedRegex(@"(\bhttps?://[^\s?#]+)\?[^\s""']*", RegexOptions.IgnoreCase)]
    private static partial Regex QueryOfUrl();
}
