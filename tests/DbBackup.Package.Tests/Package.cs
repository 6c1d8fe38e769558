using System.IO.Compression;
using System.Xml.Linq;

namespace DbBackup.Package.Tests;

/// <summary>A package file, opened.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;

    public Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        Nuspec = XDocument.Parse(Text(_archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).FullName)).Root!;
    }

    public XElement Nuspec { get; }

    /// <summary>What is in it, in order, but for what every package has.</summary>
    public IEnumerable<string> Contents =>
        _archive.Entries.Select(entry => entry.FullName)
            .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith("_rels/", StringComparison.Ordinal)
                && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal);

    /// <summary>The names of the packages that it brings along, and how.</summary>
    public IReadOnlyDictionary<string, XElement> Dependencies =>
        Nuspec.Descendants().Where(element => element.Name.LocalName == "dependency").ToDictionary(element => element.Attribute("id")!.Value);

    /// <summary>A line of its description, or <see langword="null"/>.</summary>
    public string? Said(string name) => Nuspec.Descendants().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    public byte[] Bytes(string name)
    {
        using var entry = _archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    public string Text(string name)
    {
        using var reader = new StreamReader(_archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    public void Dispose() => _archive.Dispose();
}
