using System.Globalization;

namespace DbBackup.Commands;

/// <summary>Ages as people say them.</summary>
internal static class AgeText
{
    /// <summary>In its two largest units: <c>3 d 4 h</c>, <c>5 h 10 min</c>, <c>2 min</c>.</summary>
    public static string Of(TimeSpan age) =>
        age >= TimeSpan.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalDays)} d {age.Hours} h")
        : age >= TimeSpan.FromHours(1) ? $"{age.Hours} h {age.Minutes} min"
        : $"{Math.Max(0, age.Minutes)} min";
}
