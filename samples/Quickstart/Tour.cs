namespace Shop;

/// <summary>Shows what DbBackup does, step by step, with the shop's own command line.</summary>
/// <param name="data">The shop.</param>
/// <param name="wide">Where a table is written; on a terminal it fits by itself.</param>
/// <param name="folded">Where everything else is written, in lines of a page's width.</param>
internal sealed class Tour(ShopData data, TextWriter wide, TextWriter folded)
{
    private const int Done = 0;
    private const int Vetoed = 3;

    private int _step;

    /// <returns>0 when everything went as it should, else 1.</returns>
    public async Task<int> RunAsync()
    {
        Console.SetOut(folded);
        try
        {
            await ShowAsync();
            return 0;
        }
        catch (TourException e)
        {
            await Console.Error.WriteLineAsync($"The tour failed: {e.Message}");
            return 1;
        }
        finally
        {
            Console.SetOut(wide);
        }
    }

    private async Task ShowAsync()
    {
        // Whoever may restore production shall see the veto all the same.
        Environment.SetEnvironmentVariable(RestoreNotAllowedException.Permission, null);
        await using var webhook = new WebhookListener();
        data.Create();
        var before = data.Read();
        var mails = data.Mails().Count();
        Console.WriteLine($"A small shop in {data.Folder}/:");
        Console.WriteLine(before);

        Step("Back up both databases. Receivers print, mail, log and call a webhook.");
        await CallAsync(webhook, Done, "backup", "--clean");

        Step("Back up the pictures.");
        await CallAsync(webhook, Done, "media-backup", "--clean");

        Step("See what there is.");
        await CallAsync(webhook, Done, "list");

        Step("An accident: the shop's database is overwritten, and a picture is lost.");
        data.Damage();
        Console.WriteLine($"shop: {data.Problem("shop") ?? throw new TourException("the database survived its damage.")}");

        Step("Restore the database. Nothing is left of it that a safety backup could save.");
        await CallAsync(webhook, Done, "restore", "-d", "shop", "--yes", "--no-safety-backup");

        Step("Restore the picture.");
        await CallAsync(webhook, Done, "media-restore", "--yes");

        Step("Compare.");
        Console.WriteLine($"before: {before}");
        Console.WriteLine($"after:  {data.Read()}");
        Require(data.Read() == before, "the shop is not what it was.");
        Console.WriteLine("The shop is whole.");

        Step("Restore production, which a receiver vetoes: exit code 3, nothing touched.");
        await CallAsync(webhook, Vetoed, "restore", "-d", "production", "--yes");
        Require(data.Problem("production") is null, "production was touched.");

        Step("What the receivers did.");
        mails = data.Mails().Count() - mails;
        Console.WriteLine($"{mails} mails in {data.Outbox}/, {webhook.Posts} calls of the webhook.");
        Require(mails == 4, "3 mails about backups and 1 about the veto were due.");
        Require(webhook.Posts == 6, "3 calls of the webhook about backups, 2 about restores and 1 about the veto were due.");
        Console.WriteLine("All went well. With arguments this is the command line: try receivers.");
    }

    private void Step(string what)
    {
        Console.WriteLine();
        Console.WriteLine($"{++_step}. {what}");
    }

    private async Task CallAsync(WebhookListener webhook, int expected, params string[] args)
    {
        Console.WriteLine($"$ quickstart {string.Join(' ', args)}");
        Console.SetOut(args[0] == "list" ? wide : folded);
        var exitCode = await ShopApp.Create(args, data, webhook.Address).RunAsync();
        Console.SetOut(folded);
        Require(exitCode == expected, $"exit code {exitCode} instead of {expected}.");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new TourException(problem);
    }
}
