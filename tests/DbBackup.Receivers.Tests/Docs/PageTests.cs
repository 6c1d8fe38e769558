using System.Text;
using System.Text.Json;
using DbBackup.Configuration;
using DbBackup.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DbBackup.Receivers.Tests.Docs;

/// <summary>The page about the library says what the library does.</summary>
public sealed class PageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs/receivers-library.md"));

    private static ReceiverSection[] Sections
    {
        get
        {
            var services = new ServiceCollection();
            MailReceivers.AddServices(services);
            WebhookReceivers.AddServices(services);
            LogReceivers.AddServices(services);
            return [.. services.BuildServiceProvider().GetServices<ReceiverSection>()];
        }
    }

    [Fact]
    public void Every_key_is_on_the_page_and_every_key_on_the_page_is_known()
    {
        var documented = Page.Split('\n').Where(line => line.StartsWith("| `Receivers:", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(Sections.SelectMany(SettingsSchema.KeysOf).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_defaults_on_the_page_are_the_defaults()
    {
        foreach (var (key, value) in Defaults())
            Assert.Contains(Page.Split('\n'), line => line.StartsWith($"| `{key}` |", StringComparison.Ordinal) && line.EndsWith($"| {value} |", StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_is_a_configuration()
    {
        var folder = Directory.CreateTempSubdirectory("dbbackup-page-").FullName;
        File.WriteAllText(Path.Combine(folder, "secret"), "https://example.com/hook");
        var json = Page.Split("```json")[1].Split("```")[0].Replace("/run/secrets/mail", $"{folder}/secret", StringComparison.Ordinal).Replace("/run/secrets/webhook", $"{folder}/secret", StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var settings = SettingsLoader.Load(new ConfigurationBuilder().AddJsonStream(stream).Build(), Sections);

        Assert.Equal(3, settings.Receivers.Count);
        Assert.Equal("smtp.example.com", ((MailSettings)settings.Receivers[typeof(MailSettings)]).Host);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_event_is_on_the_page()
    {
        foreach (var signal in Enum.GetValues<Signal>())
            Assert.Contains($"| {1000 + (int)signal} | `{signal}` |", Page, StringComparison.Ordinal);
    }

    /// <summary>What the message can hold is what the page lists.</summary>
    [Fact]
    public void Every_property_of_the_message_is_on_the_page() =>
        Assert.Equal([], WebhookJson.Default.WebhookMessage.Properties.Select(p => p.Name).Where(name => !Page.Contains($"`{name}`", StringComparison.Ordinal)));

    private static IEnumerable<(string Key, string Value)> Defaults()
    {
        var (mail, webhook) = (new MailSettings(), new WebhookSettings());
        foreach (var (name, settings) in new (string, DeliverySettings)[] { ("Mail", mail), ("Webhook", webhook) })
        {
            yield return ($"Receivers:{name}:Timeout", $"`{settings.Timeout:c}`");
            yield return ($"Receivers:{name}:TotalTimeout", $"`{settings.TotalTimeout:c}`");
            yield return ($"Receivers:{name}:Retries", $"{settings.Retries}");
            yield return ($"Receivers:{name}:RetryDelay", $"`{settings.RetryDelay:c}`");
        }
        yield return ("Receivers:Mail:Security", $"`{mail.Security}`");
        yield return ("Receivers:Mail:Subject", $"`{mail.Subject}`");
        yield return ("Receivers:Mail:On", string.Join(", ", mail.On.Select(o => $"`{o}`")));
        yield return ("Receivers:Webhook:On", string.Join(", ", webhook.On.Select(o => $"`{o}`")));
        yield return ("Receivers:Log:Level", $"`{new LogSettings().Level}`");
        yield return ("Receivers:Log:FailureLevel", $"`{new LogSettings().FailureLevel}`");
    }
}
