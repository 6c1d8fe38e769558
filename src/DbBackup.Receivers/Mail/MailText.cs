using System.Globalization;
using System.Text;

namespace DbBackup.Receivers;

/// <summary>The body of a mail: plain text, a line a fact.</summary>
internal static class MailText
{
    private static readonly string[] Units = ["kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(RunReport report)
    {
        var text = new StringBuilder($"{report.What} on {report.Server} {report.Ended}.\n");
        if (report.Error is not null)
            text.Append('\n').Append(report.Error).Append('\n');
        text.Append('\n');
        foreach (var (name, value) in Facts(report))
            if (value is not null)
                text.Append(CultureInfo.InvariantCulture, $"{name + ":",-10} {value}\n");
        foreach (var name in report.Deleted)
            text.Append(CultureInfo.InvariantCulture, $"{"Deleted:",-10} {name}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string? Value)> Facts(RunReport report) =>
    [
        ("Database", report.Database),
        ("Server", report.Server),
        ("File", report.File),
        ("Outcome", report.Outcome.ToString()),
        ("Started", Moment(report.StartedAt)),
        ("Ended", Moment(report.EndedAt)),
        ("Duration", Duration(report.Duration)),
        ("Stored", report.Backup is { } b ? Bytes(b.StoredBytes) : null),
        ("Payload", report.Backup is { } p ? Bytes(p.PayloadBytes) : null),
        ("Tables", report.Backup?.Tables.Count.ToString(CultureInfo.InvariantCulture)),
        ("Rows", report.Rows?.ToString(CultureInfo.InvariantCulture)),
        ("Run", report.RunId),
    ];

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} h");

    /// <summary>A size as people read it, and to the byte.</summary>
    private static string Bytes(long bytes)
    {
        var (size, unit) = (bytes / 1000.0, 0);
        for (; size >= 999.5 && unit < Units.Length - 1; unit++)
            size /= 1000;
        return bytes < 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes")
            : string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {Units[unit]} ({bytes} bytes)");
    }
}
