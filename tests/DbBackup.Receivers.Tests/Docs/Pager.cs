using System.Text.Json.Serialization;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers.Tests.Docs;

#region Pager
public sealed class PagerReceivers : IReceiverLibrary
{
    private PagerReceivers() { }

    public static void AddServices(IServiceCollection services) =>
        services.AddReceiverSection("Pager", PagerJson.Default.PagerSettings, Check);

    [Receiver(Signal.BackupFailed)]
    internal static void Page(DatabaseSettings database, [FromServices] PagerSettings? settings)
    {
        if (settings is not null)
            Console.WriteLine($"Call {settings.Number}: the backup of {database.Name} failed.");
    }

    private static IEnumerable<SettingsProblem> Check(PagerSettings settings)
    {
        if (settings.Rings is < 1 or > 20)
            yield return new("Rings", $"is {settings.Rings}; it takes 1 to 20");
    }
}

public sealed class PagerSettings
{
    public required string Number { get; set; }

    public int Rings { get; set; } = 5;

    public bool Loud { get; set; }

    public double Volume { get; set; } = 0.5;

    public Dictionary<string, TimeSpan> Quiet { get; set; } = [];

    public List<DayOfWeek> Days { get; set; } = [DayOfWeek.Monday];
}

[JsonSerializable(typeof(PagerSettings))]
internal sealed partial class PagerJson : JsonSerializerContext;
#endregion
