using System.Globalization;
using DbBackup.Storage;

// Takes the lease again and again for some seconds, and looks each time whether somebody else is in the room: <folder> <seconds>.
// "entered" is written once a time inside; two at once is "BOTH". "hold" in place of the seconds stays inside until the process is killed.

var (folder, duration) = (args[0], args[1]);
var storage = new FileSystemStorage(folder);
var until = duration == "hold" ? DateTime.MaxValue : DateTime.UtcNow.AddSeconds(double.Parse(duration, CultureInfo.InvariantCulture));
while (DateTime.UtcNow < until)
{
    var (held, _) = await Lease.TryTakeAsync(storage, "subject", "contend", TimeProvider.System, CancellationToken.None);
    if (held is null)
    {
        await Task.Delay(Random.Shared.Next(5));
        continue;
    }
    await using (held)
    {
        try
        {
            // The kernel gives the room back when its holder is killed.
            using var room = new FileStream(Path.Combine(folder, ".room"), new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None });
            Console.WriteLine("entered");
            await Task.Delay(duration == "hold" ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Random.Shared.Next(4)));
            await held.EnsureHeldAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            Console.WriteLine("BOTH");
        }
    }
}
