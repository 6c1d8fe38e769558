using System.IO.Compression;
using System.Text;
using DbBackup.Archives;

namespace DbBackup.Tests.Archives.Age;

/// <summary>One of the format's official test vectors (CCTV, as published in the npm package cctv-age 0.2.0): what must happen, and a file.</summary>
internal sealed class AgeVector
{
    private readonly ILookup<string, string> _facts;

    private AgeVector(ILookup<string, string> facts, byte[] file) => (_facts, File) = (facts, file);

    /// <summary>All of those for keys and passphrases, without armor.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public byte[] File { get; }

    public string Expected => _facts["expect"].Single();

    public string? PayloadSha256 => _facts["payload"].SingleOrDefault();

    public IReadOnlyList<IAgeIdentity> Identities =>
        [.. _facts["identity"].Select(text => AgeIdentity.Parse(text)!), .. _facts["passphrase"].Select(text => new AgePassphrase(text))];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Archives", "Age", "Vectors");

    public static AgeVector Read(string name)
    {
        var bytes = System.IO.File.ReadAllBytes(Path.Combine(Folder, name + ".age-vector"));
        var end = bytes.AsSpan().IndexOf("\n\n"u8);
        var facts = Encoding.UTF8.GetString(bytes, 0, end).Split('\n').Select(line => line.Split(": ", 2)).ToLookup(fact => fact[0], fact => fact[1]);
        var file = bytes[(end + 2)..];
        return new(facts, facts["compressed"].Any() ? Inflate(file) : file);
    }

    private static byte[] Inflate(byte[] file)
    {
        using var inflated = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(file), CompressionMode.Decompress);
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }
}
