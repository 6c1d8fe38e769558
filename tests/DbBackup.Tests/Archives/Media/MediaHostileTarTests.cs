using System.Runtime.Versioning;
using System.Text;
using CsCheck;
using DbBackup.Archives;

namespace DbBackup.Tests.Archives;

[UnsupportedOSPlatform("windows")]
public sealed class MediaHostileTarTests : IDisposable
{
    private readonly MediaSandbox _box = new();
    private readonly string _before;

    public MediaHostileTarTests()
    {
        MediaSandbox.Write(_box.InTarget("existing"), "old");
        _before = TreeSnapshot.Of(_box.Target, withRoot: true);
    }

    public void Dispose() => _box.Dispose();

    private async Task<BackupException> RefusedAsync(byte[] tar)
    {
        var failure = await Record.ExceptionAsync(() => _box.RestoreAsync(tar, replace: true));
        var refusal = Assert.IsAssignableFrom<BackupException>(failure);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(_before, TreeSnapshot.Of(_box.Target, withRoot: true));
        Assert.Equal(["media", "target"], Directory.GetFileSystemEntries(_box.In("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        return refusal;
    }

    private static RawTar Good() => new RawTar().Entry('0', "good", "x");

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "climbs out", Good().Entry('0', "../out", "x").End(), "'../out'" },
        { "climbs out from within", Good().Entry('0', "a/../../out", "x").End(), "'a/../../out'" },
        { "is absolute", Good().Entry('0', "/tmp/media-test-out", "x").End(), "'/tmp/media-test-out'" },
        { "climbs out by its prefix", Good().Entry('0', "out", "x", prefix: "..").End(), "'../out'" },
        { "climbs out by pax", Good().Pax('x', ("path", "../out")).Entry('0', "ok", "x").End(), "'../out'" },
        { "climbs out by GNU long name", Good().Entry('L', "././@LongLink", "../out\0").Entry('0', "ok", "x").End(), "'../out'" },
        { "is empty", Good().Entry('0', "", "x").End(), "''" },
        { "has a NUL", Good().Pax('x', ("path", "a\0b")).Entry('0', "ok", "x").End(), "'a\\x00b'" },
        { "is a folder that climbs out", Good().Entry('5', "../out/").End(), "'../out/'" },
        { "is a link that climbs out", Good().Entry('2', "../out", link: "x").End(), "'../out'" },
        { "goes through a link", Good().Entry('2', "l", link: "..").Entry('0', "l/out", "x").End(), "below 'l'" },
        { "goes through a link by a folder", Good().Entry('2', "l", link: "..").Entry('5', "l/out/").End(), "below 'l'" },
        { "goes through a file", Good().Entry('0', "good/x", "x").End(), "below 'good'" },
        { "comes twice", Good().Entry('0', "good", "y").End(), "'good' twice" },
        { "comes twice by two spellings", Good().Entry('0', "./good", "y").End(), "'./good' twice" },
        { "is a file and a folder", Good().Entry('5', "good/").End(), "'good/' twice" },
        { "is a folder and a link", Good().Entry('5', "d/").Entry('2', "d", link: "..").End(), "'d' twice" },
        { "is a folder twice", Good().Entry('5', "d/").Entry('5', "d/").End(), "'d/' twice" },
        { "is implied and then a link", Good().Entry('0', "d/f", "x").Entry('2', "d", link: "..").End(), "'d' twice" },
        { "is a hard link", Good().Entry('1', "h", link: "good").End(), "'h', which is a hard link" },
        { "is a character device", Good().Entry('3', "dev").End(), "'dev', which is a device" },
        { "is a block device", Good().Entry('4', "dev").End(), "'dev', which is a device" },
        { "is a pipe", Good().Entry('6', "pipe").End(), "'pipe', which is a pipe" },
        { "is of an unknown type", Good().Entry('Z', "z").End(), "'z', which is of the unknown type 0x5a" },
        { "is a folder with content", Good().Entry('5', "d/", "x").End(), "'d/', which has content" },
        { "is a link with content", Good().Entry('2', "l", "x", link: "good").End(), "'l', which has content" },
        { "is a link to nothing", Good().Entry('2', "l").End(), "'l', which is a link to nowhere" },
        { "has a staging name", Good().Entry('0', ".dbbackup-restore-0123456789abcdef0123456789abcdef/lock").End(), "restores keep for themselves" },
        { "breaks the line", Good().Entry('0', "../\u001b[31m\nout").End(), "'../\\x1b[31m\\x0aout'" },
        { "is a file at the root", Good().Entry('0', ".", "x").End(), "'.'" },
        { "is sparse", Good().Pax('x', ("GNU.sparse.major", "1")).Entry('0', "s", "x").End(), "sparse" },
        { "has a name too long for the disk", Good().Pax('x', ("path", new string('n', 256))).Entry('0', "ok", "x").End(), "cannot be unpacked" },
    };

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task An_entry_is_refused_that(string how, byte[] tar, string message)
    {
        Assert.NotEmpty(how);
        Assert.Contains(message, (await RefusedAsync(tar)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "nothing", [] },
        { "no end", Good().Unfinished() },
        { "half an end", Good().Raw(new byte[512]).Unfinished() },
        { "an empty block between entries", Good().Raw(new byte[512]).Entry('0', "x").End() },
        { "no tar", Encoding.ASCII.GetBytes(new string('x', 4096)) },
        { "a length that is no number", Good().Entry('0', "x", size: "9z").End() },
        { "a negative length", Good().Entry('0', "x", size: "\u00ff").End() },
        { "a length beyond the end", Good().Entry('0', "x", size: "77777777777").End() },
        { "a length beyond all bounds", Good().Pax('x', ("size", "9223372036854775807")).Entry('0', "x").End() },
        { "a negative length by pax", Good().Pax('x', ("size", "-1")).Entry('0', "x").End() },
        { "a mode that is no number", Good().Entry('0', "x", mode: "rwx").End() },
        { "a time that is no number", Good().Entry('0', "x", mtime: "now").End() },
        { "a time that is no number by pax", Good().Pax('x', ("mtime", "1e5")).Entry('0', "x").End() },
        { "a time beyond all bounds", Good().Pax('x', ("mtime", "99999999999999999999")).Entry('0', "x").End() },
        { "an extended header that is too long", Good().Entry('x', "pax", size: "77777777").End() },
        { "an extended header without a length", Good().Entry('x', "pax", "path=x\n").Entry('0', "x").End() },
        { "an extended header with a wrong length", Good().Entry('x', "pax", "99 path=x\n").Entry('0', "x").End() },
        { "an extended header with no key", Good().Entry('x', "pax", "6 =x\n\n").Entry('0', "x").End() },
        { "an extended header with length 0", Good().Entry('x', "pax", "0 path=x\n").Entry('0', "x").End() },
        { "an extended header for nothing", Good().Pax('x', ("path", "x")).End() },
        { "a global name", Good().Pax('g', ("path", "x")).Entry('0', "y").End() },
        { "a name that is not UTF-8", Good().Entry('0', [0x61, 0xFF], []).End() },
    };

    [Theory, MemberData(nameof(Damaged), DisableDiscoveryEnumeration = true)]
    public async Task A_tar_is_damaged_with(string what, byte[] tar)
    {
        Assert.NotEmpty(what);
        Assert.IsType<DamagedBackupException>(await RefusedAsync(tar));
    }

    [Fact]
    public async Task A_tar_that_is_cut_anywhere_is_damaged()
    {
        MediaSandbox.Write(_box.InMedia("d/f"), new string('x', 700));
        File.CreateSymbolicLink(_box.InMedia("l"), "d/f");
        var tar = await _box.DumpAsync();
        for (var length = 0; length < tar.Length; length += 61)
            Assert.IsType<DamagedBackupException>(await RefusedAsync(tar[..length]));
        Assert.IsType<DamagedBackupException>(await RefusedAsync(tar[..^1]));
        await _box.RestoreAsync(tar);
    }

    [Fact]
    public async Task A_changed_header_is_noticed()
    {
        var tar = new RawTar().Entry('0', "name", "x").End();
        for (var i = 0; i < 512; i += 3)
        {
            var changed = tar.ToArray();
            changed[i] ^= 0x01;
            Assert.IsType<DamagedBackupException>(await RefusedAsync(changed));
        }
    }

    [Fact]
    public async Task Newlines_in_a_pax_value_do_not_smuggle_in_another_record()
    {
        var tar = new RawTar().Pax('x', ("comment", "a\n19 path=../escaped\n"), ("path", "kept\n11 path=x\n")).Entry('0', "plain", "x").End();
        await _box.RestoreAsync(tar);
        Assert.True(File.Exists(_box.InTarget("kept\n11 path=x\n")));
    }

    [Fact]
    public async Task The_size_by_pax_goes_before_that_of_the_header()
    {
        var content = "x".PadRight(512, '\0');
        var tar = new RawTar().Pax('x', ("size", "1")).Entry('0', "f", content, size: "00000000000").Entry('0', "g").End();
        await _box.RestoreAsync(tar);
        Assert.Equal("x", File.ReadAllText(_box.InTarget("f")));
        Assert.True(File.Exists(_box.InTarget("g")));
    }

    [Fact]
    public Task Random_damage_is_refused_or_harmless_and_stays_in_the_root()
    {
        var tar = new RawTar().Pax('x', ("path", "d/ünï"), ("mtime", "1.5")).Entry('0', "u", "content").Entry('2', "l", link: "../x").Entry('5', "e/", mode: "0000755").End();
        return Gen.Select(Gen.Int[0, tar.Length - 1], Gen.Byte).Array[1, 6].SampleAsync(async changes =>
        {
            var changed = tar.ToArray();
            foreach (var (at, value) in changes)
                changed[at] = value;
            FixChecksums(changed);
            var root = _box.In("random");
            var failure = await Record.ExceptionAsync(() => new MediaTarRestorer(root, true).RestoreAsync(new MemoryStream(changed), MediaSandbox.Token));
            Assert.True(failure is null or BackupException, $"{failure}");
            Assert.Empty(_box.Leftovers());
            Assert.Equal(_before, TreeSnapshot.Of(_box.Target, withRoot: true));
            Assert.Empty(Directory.GetFileSystemEntries(_box.In("")).Select(Path.GetFileName).Except(["media", "target", "random"]));
            return true;
        }, iter: 400, threads: 1);
    }

    /// <summary>Or every change of a header would end at its checksum.</summary>
    private static void FixChecksums(byte[] tar)
    {
        for (var at = 0; at < tar.Length - 1024; at += 512)
        {
            var block = tar.AsSpan(at, 512);
            if (!block.Slice(257, 5).SequenceEqual("ustar"u8))
                continue;
            block.Slice(148, 8).Fill((byte)' ');
            var sum = 0;
            foreach (var b in block)
                sum += b;
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(block[148..]);
        }
    }
}
