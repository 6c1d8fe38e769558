namespace DbBackup.Package.Tests;

/// <summary>
/// A library with internal receivers, packed, and two applications that include it from its package: one with the package DbBackup beside it,
/// built and compiled ahead of time, and one that has the library alone.
/// </summary>
public sealed class AcmeAndShop(PackedPackages packages) : IAsyncLifetime
{
    private const string Release = "--configuration Release --nologo -m:1 -v:minimal";

    public string LibraryPackage => Path.Combine(packages.Feed, "Acme.Backups.1.2.0-beta.nupkg");

    public string Shop { get; private set; } = "";

    public string Kiosk { get; private set; } = "";

    /// <summary>What packing, building and publishing printed.</summary>
    public string Log { get; private set; } = "";

    public Program JitShop => new("dotnet", Path.Combine(Shop, "bin/Release/net10.0/Shop.dll"));

    public Program AotShop => new(Path.Combine(Shop, "bin/Release/net10.0/linux-x64/publish/Shop"));

    public Program JitKiosk => new("dotnet", Path.Combine(Kiosk, "bin/Release/net10.0/Kiosk.dll"));

    public async ValueTask InitializeAsync()
    {
        await DoAsync(packages.Checkout("Acme.Backups"), $"pack {Release} --output {packages.Feed}");
        Shop = packages.Checkout("Shop");
        await DoAsync(Shop, $"build {Release}");
        await DoAsync(Shop, $"publish {Release} --runtime linux-x64 -p:ILLinkTreatWarningsAsErrors=true -p:IlcTreatWarningsAsErrors=true -p:TrimmerSingleWarn=false");
        Kiosk = packages.Checkout("Kiosk");
        await DoAsync(Kiosk, $"build {Release}");
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Builds an application with a receiver that is wrong.</summary>
    internal Task<Ended> BuildWrongAsync(string application, string more = "") =>
        packages.DotNetAsync(application, $"build {Release} -p:DefineConstants=WRONG --output {application}/wrong {more}".TrimEnd());

    private async Task DoAsync(string folder, string arguments) => Log += (await packages.DotNetAsync(folder, arguments)).Succeeded();
}
