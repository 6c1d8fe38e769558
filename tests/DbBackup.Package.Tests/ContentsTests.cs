using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace DbBackup.Package.Tests;

/// <summary>What is in the packages, and what is not.</summary>
public sealed class ContentsTests(PackedPackages packages)
{
    private const string Compiler = "analyzers/dotnet/cs/";

    public static TheoryData<string> Libraries => ["DbBackup", "DbBackup.Receivers", "DbBackup.Storage.Conformance"];

    public static TheoryData<string> All => [.. Libraries.Select(row => row.Data), "DbBackup.Tool"];

    [Fact]
    public void The_package_has_the_library_and_its_compiler_parts_and_nothing_else()
    {
        using var package = packages.Open("DbBackup");
        Assert.Equal(
            [
                "README.md", .. Repository.CompilerParts.Select(part => $"{Compiler}{part}.dll").Order(StringComparer.Ordinal), "build/DbBackup.props", "buildTransitive/DbBackup.props",
                "icon.png", "lib/net10.0/DbBackup.dll", "lib/net10.0/DbBackup.xml",
            ],
            package.Contents);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_package_brings_Roslyn_along(string name)
    {
        using var package = packages.Open(name);
        string[] compiler = ["Microsoft.CodeAnalysis", "System.Composition", "DbBackup.Generators"];
        Assert.DoesNotContain(package.Dependencies.Keys, id => compiler.Any(part => id.StartsWith(part, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(package.Contents, file => file.Contains("CodeAnalysis", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_receivers_let_the_generator_through()
    {
        using var package = packages.Open("DbBackup.Receivers");
        Assert.Equal("All", package.Dependencies["DbBackup"].Attribute("include")?.Value);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_package_says_what_it_is(string name)
    {
        using var package = packages.Open(name);
        Assert.Equal(
            (name, packages.Version, "The DbBackup authors", "MIT", "icon.png", "README.md", "https://github.com/dbbackup/dbbackup"),
            (package.Said("id"), package.Said("version"), package.Said("authors"), package.Said("license"), package.Said("icon"), package.Said("readme"), package.Said("projectUrl")));
        Assert.NotEqual("Package Description", package.Said("description"));
        Assert.StartsWith($"# {name}\n", package.Text("README.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("](docs/", package.Text("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_icon_is_a_small_square_picture()
    {
        using var package = packages.Open("DbBackup");
        var icon = package.Bytes("icon.png");
        Assert.Equal("PNG"u8, icon.AsSpan(1, 3));
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
        Assert.InRange(icon.Length, 1, 10_000);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Libraries_have_documentation(string name)
    {
        using var package = packages.Open(name);
        var members = XDocument.Parse(package.Text($"lib/net10.0/{name}.xml")).Descendants("member").Select(member => member.Attribute("name")!.Value).ToHashSet();
        Assert.Contains(members, member => member.StartsWith("T:DbBackup.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_symbols_of_a_library_are_those_of_its_assembly(string name)
    {
        using var package = packages.Open(name);
        using var symbols = packages.Open(name, "snupkg");
        using var assembly = new PEReader(new MemoryStream(package.Bytes($"lib/net10.0/{name}.dll")));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Bytes($"lib/net10.0/{name}.pdb")));

        var entry = assembly.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView);
        Assert.Equal(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id).Guid);
    }

    [Fact]
    public void Compiler_parts_have_their_symbols_inside()
    {
        using var package = packages.Open("DbBackup");
        Assert.All(package.Contents.Where(file => file.StartsWith(Compiler, StringComparison.Ordinal)), file =>
        {
            using var assembly = new PEReader(new MemoryStream(package.Bytes(file)));
            Assert.Contains(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        });
    }
}
