using DbBackup.Configuration;

namespace DbBackup.Receivers;

/// <summary>The rules that mail and webhooks share.</summary>
internal static class DeliveryRules
{
    private const int MostRetries = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public static IEnumerable<SettingsProblem> Check(DeliverySettings settings, IReadOnlyList<Occasion>? on)
    {
        if (on is null or [])
            yield return new("On", $"is empty; it takes a list of {string.Join(", ", Enum.GetNames<Occasion>())}");
        if (settings.Timeout <= TimeSpan.Zero || settings.Timeout > Longest)
            yield return new("Timeout", $"is {settings.Timeout:c}; it takes a time as 'hh:mm:ss', up to an hour");
        if (settings.TotalTimeout < settings.Timeout || settings.TotalTimeout > Longest)
            yield return new("TotalTimeout", $"is {settings.TotalTimeout:c}; it takes a time from that of Timeout, {settings.Timeout:c}, to an hour");
        if (settings.Retries is < 0 or > MostRetries)
            yield return new("Retries", $"is {settings.Retries}; it takes 0 to {MostRetries}");
        if (settings.RetryDelay < TimeSpan.Zero || settings.RetryDelay > LongestPause)
            yield return new("RetryDelay", $"is {settings.RetryDelay:c}; it takes a time as 'hh:mm:ss', up to half a minute");
    }

    /// <summary>A secret stands in the configuration or in a file, not in both; the file can be read.</summary>
    public static IEnumerable<SettingsProblem> CheckSecret(string key, string? value, string? file)
    {
        if (value is not null && string.IsNullOrWhiteSpace(value))
            yield return new(key, "is blank; give it a value or remove it");
        if (file is null)
            yield break;
        if (value is not null)
            yield return new($"{key}File", $"is set, and {key} too; keep one of them");
        else if (SecretFile.ProblemOf(file) is { } problem)
            yield return new($"{key}File", problem);
    }
}
