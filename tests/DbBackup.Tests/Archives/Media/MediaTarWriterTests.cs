using System.Formats.Tar;
using System.Net.Sockets;
using System.Runtime.Versioning;
using DbBackup.Archives;
using DbBackup.Configuration;

namespace DbBackup.Tests.Archives;

[UnsupportedOSPlatform("windows")]
public sealed class MediaTarWriterTests : IDisposable
{
    private readonly MediaSandbox _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public async Task A_missing_folder_is_a_clear_error()
    {
        Directory.Delete(_box.Media);
        var error = await Assert.ThrowsAsync<BackupException>(() => _box.DumpAsync());
        Assert.Contains(_box.Media, error.Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BackupException>(() => new MediaTarWriter(_box.Media, []).SurveyAsync(MediaSandbox.Token));
    }

    [Fact]
    public async Task An_empty_folder_gives_an_empty_tar()
    {
        Assert.Equal(new byte[1024], await _box.DumpAsync());
        Assert.Equal(new MediaSurvey(0, 0, 1024), await new MediaTarWriter(_box.Media, []).SurveyAsync(MediaSandbox.Token));
    }

    [Fact]
    public async Task The_same_tree_gives_the_same_bytes_whatever_the_order_of_creation()
    {
        string[] names = ["b", "B", "a", "a.b", "a/b", "ä", "z/y/x", "0"];
        var time = new DateTime(2024, 5, 6, 7, 8, 9, 123, DateTimeKind.Utc);
        async Task<byte[]> DumpOf(IEnumerable<string> order)
        {
            using var box = new MediaSandbox();
            foreach (var name in order)
                MediaSandbox.Write(box.InMedia(name + ".d/f"));
            foreach (var path in Directory.EnumerateFileSystemEntries(box.Media, "*", SearchOption.AllDirectories))
                File.SetLastWriteTimeUtc(path, time);
            return await box.DumpAsync();
        }

        var tar = await DumpOf(names);
        Assert.Equal(tar, await DumpOf(names.Reverse()));

        using var reader = new TarReader(new MemoryStream(tar));
        var stored = new List<string>();
        while (await reader.GetNextEntryAsync(cancellationToken: MediaSandbox.Token) is { } entry)
            stored.Add(entry.Name);
        Assert.Equal(["0.d/", "0.d/f", "B.d/", "B.d/f", "a/", "a/b.d/", "a/b.d/f", "a.b.d/", "a.b.d/f", "a.d/", "a.d/f", "b.d/", "b.d/f", "z/", "z/y/", "z/y/x.d/", "z/y/x.d/f", "ä.d/", "ä.d/f"], stored);
    }

    [Fact]
    public async Task The_framework_s_reader_sees_what_was_written()
    {
        var time = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc).AddTicks(1234567);
        var name = $"{new string('é', 90)}/{new string('x', 200)}";
        MediaSandbox.Write(_box.InMedia(name), "hello");
        File.SetLastWriteTimeUtc(_box.InMedia(name), time);
        File.SetUnixFileMode(_box.InMedia(name), (UnixFileMode)0b110_100_000);

        using var reader = new TarReader(new MemoryStream(await _box.DumpAsync()));
        await reader.GetNextEntryAsync(cancellationToken: MediaSandbox.Token);
        var entry = await reader.GetNextEntryAsync(cancellationToken: MediaSandbox.Token);
        Assert.NotNull(entry);
        Assert.Equal((TarEntryType.RegularFile, name, time, (UnixFileMode)0b110_100_000, 5L, 0, 0),
            (entry.EntryType, entry.Name, entry.ModificationTime.UtcDateTime, entry.Mode, entry.Length, entry.Uid, entry.Gid));
        Assert.Null(await reader.GetNextEntryAsync(cancellationToken: MediaSandbox.Token));
    }

    [Fact]
    public async Task A_survey_knows_the_length_of_the_tar()
    {
        MediaSandbox.Write(_box.InMedia("a/b"), new string('x', 513));
        MediaSandbox.Write(_box.InMedia("empty"), "");
        File.CreateSymbolicLink(_box.InMedia("link"), "a/b");
        var survey = await new MediaTarWriter(_box.Media, []).SurveyAsync(MediaSandbox.Token);
        Assert.Equal(new MediaSurvey(4, 513, (await _box.DumpAsync()).Length), survey);
    }

    [Fact]
    public async Task Links_are_stored_and_never_followed()
    {
        MediaSandbox.Write(_box.In("outside/secret"), "secret-content");
        File.CreateSymbolicLink(_box.InMedia("folder"), "../outside");
        File.CreateSymbolicLink(_box.InMedia("file"), _box.In("outside/secret"));
        File.CreateSymbolicLink(_box.InMedia("loop"), ".");
        File.CreateSymbolicLink(_box.InMedia("dangling"), "no/where/../at//all");
        var tar = await _box.DumpAsync();
        Assert.DoesNotContain("secret-content", System.Text.Encoding.Latin1.GetString(tar), StringComparison.Ordinal);

        await _box.RestoreAsync(tar);
        Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.Target));
        Assert.Equal("no/where/../at//all", new FileInfo(_box.InTarget("dangling")).LinkTarget);
    }

    [Fact]
    public async Task The_root_may_be_a_link()
    {
        MediaSandbox.Write(_box.InMedia("a"));
        File.CreateSymbolicLink(_box.In("link"), "media");
        var tar = new MemoryStream();
        await new MediaTarWriter(_box.In("link"), []).WriteAsync(tar, MediaSandbox.Token);
        Assert.Equal(await _box.DumpAsync(), tar.ToArray());
    }

    [Fact]
    public async Task Hard_links_are_stored_as_files_of_their_own()
    {
        MediaSandbox.Write(_box.InMedia("a"), "shared");
        await MediaSandbox.RunAsync("ln", _box.InMedia("a"), _box.InMedia("b"));
        await _box.RestoreAsync(await _box.DumpAsync());
        await File.WriteAllTextAsync(_box.InTarget("a"), "changed", MediaSandbox.Token);
        Assert.Equal("shared", await File.ReadAllTextAsync(_box.InTarget("b"), MediaSandbox.Token));
    }

    [Fact]
    public async Task A_pipe_is_refused_by_name()
    {
        Directory.CreateDirectory(_box.InMedia("in"));
        await MediaSandbox.RunAsync("mkfifo", _box.InMedia("in/pipe"));
        await RefusesAsync("'in/pipe'");
    }

    [Fact]
    public async Task A_socket_is_refused_by_name()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_box.InMedia("socket")));
        await RefusesAsync("'socket'");
    }

    [Theory]
    [InlineData("d/full")]
    [InlineData("d/empty")]
    [InlineData("d")]
    public async Task What_cannot_be_read_is_an_error_by_name_and_root_can_read_all(string path)
    {
        MediaSandbox.Write(_box.InMedia("d/full"));
        MediaSandbox.Write(_box.InMedia("d/empty"), "");
        File.SetUnixFileMode(_box.InMedia(path), UnixFileMode.None);
        var failure = await Record.ExceptionAsync(() => _box.DumpAsync(MediaTolerance.Vanished));
        if (Environment.IsPrivilegedProcess)
            Assert.Null(failure);
        else
            Assert.Contains($"'{path}' cannot be read", Assert.IsType<BackupException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF_8_is_refused()
    {
        await MediaSandbox.WriteBadNameAsync(_box.Media, "377");
        await RefusesAsync("'bad\uFFFD'");
    }

    [Fact]
    public async Task Two_names_that_look_the_same_are_refused_even_if_one_of_them_is_valid()
    {
        await MediaSandbox.WriteBadNameAsync(_box.Media, "377");
        MediaSandbox.Write(_box.InMedia("bad\uFFFD"));
        await RefusesAsync("'bad\uFFFD'");
    }

    [Fact]
    public async Task A_valid_name_with_a_replacement_character_is_carried()
    {
        MediaSandbox.Write(_box.InMedia("odd\uFFFD"));
        await _box.RestoreAsync(await _box.DumpAsync());
        Assert.Equal(TreeSnapshot.Of(_box.Media), TreeSnapshot.Of(_box.Target));
    }

    [Fact]
    public async Task A_link_target_that_is_not_UTF_8_is_refused()
    {
        await MediaSandbox.RunAsync("sh", "-c", "ln -s \"$(printf 'to\\377')\" \"$1/link\"", "sh", _box.Media);
        await RefusesAsync("'link'");
    }

    [Fact]
    public async Task Names_in_errors_stay_on_one_line()
    {
        await MediaSandbox.RunAsync("mkfifo", _box.InMedia("a\n\u001b[31mb"));
        await RefusesAsync("'a\\x0a\\x1b[31mb'");
    }

    private async Task RefusesAsync(string name)
    {
        foreach (var run in new Func<Task>[] { () => _box.DumpAsync(MediaTolerance.Changed, MediaTolerance.Vanished), () => new MediaTarWriter(_box.Media, []).SurveyAsync(MediaSandbox.Token) })
        {
            var error = await Assert.ThrowsAsync<BackupException>(run);
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public async Task Staging_folders_of_restores_are_left_out()
    {
        var staging = ".dbbackup-restore-0123456789abcdef0123456789abcdef";
        MediaSandbox.Write(_box.InMedia($"{staging}/new/a"));
        MediaSandbox.Write(_box.InMedia($"in/{staging}/lock"));
        MediaSandbox.Write(_box.InMedia(".dbbackup-restore-notes/mine"));
        await _box.RestoreAsync(await _box.DumpAsync());
        Assert.Equal([".dbbackup-restore-notes", "in"], Directory.GetDirectories(_box.Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_box.InTarget("in")));
    }

    public static TheoryData<string, Action<string>> Changes => new()
    {
        { "grows", path => File.AppendAllText(path, "more") },
        { "shrinks", path => File.WriteAllText(path, "less") },
        { "is emptied", path => File.WriteAllText(path, "") },
        { "is rewritten", path => { var time = File.GetLastWriteTimeUtc(path).AddSeconds(1); File.WriteAllText(path, new string('b', 70_000)); File.SetLastWriteTimeUtc(path, time); } },
    };

    [Theory, MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_changes_fails_the_run_unless_tolerated(string how, Action<string> change)
    {
        Assert.NotEmpty(how);
        var original = new string('a', 70_000);
        var path = _box.InMedia("f");
        Task<MediaDump> DumpAsync(Stream tar, params MediaTolerance[] tolerate)
        {
            File.WriteAllText(path, original);
            File.WriteAllText(_box.InMedia("g"), "after");
            // The first write is the header: the file is open and its length announced.
            return new MediaTarWriter(_box.Media, tolerate).WriteAsync(new HookStream(tar, n => { if (n == 1) change(path); }), MediaSandbox.Token);
        }

        var error = await Assert.ThrowsAsync<BackupException>(() => DumpAsync(Stream.Null, MediaTolerance.Vanished));
        Assert.Contains("'f' in the media folder changed", error.Message, StringComparison.Ordinal);
        Assert.Contains("[\"Changed\"]", error.Message, StringComparison.Ordinal);

        var tar = new MemoryStream();
        var dump = await DumpAsync(tar, MediaTolerance.Changed);
        Assert.Equal(2, dump.Entries);
        Assert.Equal(["f"], dump.Tolerated);
        await _box.RestoreAsync(tar.ToArray());
        Assert.Equal(original.Length, new FileInfo(_box.InTarget("f")).Length);
        Assert.Equal("after", await File.ReadAllTextAsync(_box.InTarget("g"), MediaSandbox.Token));
    }

    [Theory]
    [InlineData("b", 1)]
    [InlineData("d", 1)]
    [InlineData("d/e", 7)] // The seventh write is the header of d: its names are listed.
    public async Task What_vanishes_fails_the_run_unless_tolerated(string victim, int atWrite)
    {
        Task<MediaDump> DumpAsync(Stream tar, params MediaTolerance[] tolerate)
        {
            MediaSandbox.Write(_box.InMedia("a"));
            MediaSandbox.Write(_box.InMedia("b"));
            MediaSandbox.Write(_box.InMedia("d/e"));
            MediaSandbox.Write(_box.InMedia("z"));
            return new MediaTarWriter(_box.Media, tolerate).WriteAsync(new HookStream(tar, n => { if (n == atWrite) Delete(); }), MediaSandbox.Token);
        }

        void Delete()
        {
            if (Directory.Exists(_box.InMedia(victim)))
                Directory.Delete(_box.InMedia(victim), recursive: true);
            else
                File.Delete(_box.InMedia(victim));
        }

        var error = await Assert.ThrowsAsync<BackupException>(() => DumpAsync(Stream.Null, MediaTolerance.Changed));
        Assert.Contains($"'{victim}' in the media folder vanished", error.Message, StringComparison.Ordinal);

        var tar = new MemoryStream();
        var dump = await DumpAsync(tar, MediaTolerance.Vanished);
        Assert.Equal([victim], dump.Tolerated);
        await _box.RestoreAsync(tar.ToArray());
        Assert.False(Path.Exists(_box.InTarget(victim)));
        Assert.True(File.Exists(_box.InTarget("z")));
    }

    [Fact]
    public async Task A_file_that_is_replaced_by_another_while_it_is_read_is_whole()
    {
        MediaSandbox.Write(_box.InMedia("f"), "old");
        var tar = new MemoryStream();
        await new MediaTarWriter(_box.Media, []).WriteAsync(new HookStream(tar, n => { if (n == 1) File.Delete(_box.InMedia("f")); }), MediaSandbox.Token);
        await _box.RestoreAsync(tar.ToArray());
        Assert.Equal("old", await File.ReadAllTextAsync(_box.InTarget("f"), MediaSandbox.Token));
    }

    [Fact]
    public async Task A_file_replaced_by_a_link_is_not_followed()
    {
        MediaSandbox.Write(_box.In("secret"), "secret-content");
        MediaSandbox.Write(_box.InMedia("a"));
        MediaSandbox.Write(_box.InMedia("b"));
        var tar = new MemoryStream();
        await new MediaTarWriter(_box.Media, [MediaTolerance.Changed]).WriteAsync(new HookStream(tar, Swap), MediaSandbox.Token);
        await _box.RestoreAsync(tar.ToArray());
        Assert.Equal(_box.In("secret"), new FileInfo(_box.InTarget("b")).LinkTarget);

        void Swap(int n)
        {
            if (n != 1)
                return;
            File.Delete(_box.InMedia("b"));
            File.CreateSymbolicLink(_box.InMedia("b"), _box.In("secret"));
        }
    }

    [Fact]
    public async Task A_destination_that_fails_is_not_taken_for_a_file_that_fails()
    {
        MediaSandbox.Write(_box.InMedia("f"), new string('x', 1_000_000));
        for (var n = 1; n <= 6; n++)
        {
            var at = n;
            var failing = new HookStream(Stream.Null, call => { if (call == at) throw new IOException("disk full"); });
            var error = await Assert.ThrowsAsync<IOException>(() => new MediaTarWriter(_box.Media, []).WriteAsync(failing, MediaSandbox.Token));
            Assert.Equal("disk full", error.Message);
        }
    }

    [Fact]
    public async Task A_dump_can_be_cancelled_at_any_write()
    {
        for (var i = 0; i < 5; i++)
            MediaSandbox.Write(_box.InMedia($"{i}/f"), new string('x', 100_000 * i));
        var isCancelled = true;
        var n = 0;
        while (isCancelled)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(MediaSandbox.Token);
            var at = ++n;
            var tar = new HookStream(Stream.Null, call => { if (call == at) cancel.Cancel(); });
            var failure = await Record.ExceptionAsync(() => new MediaTarWriter(_box.Media, []).WriteAsync(tar, cancel.Token));
            isCancelled = failure is OperationCanceledException;
            Assert.True(isCancelled || failure is null, $"{failure}");
        }
        Assert.True(n > 20);
        using var never = new CancellationTokenSource();
        await never.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new MediaTarWriter(_box.Media, []).SurveyAsync(never.Token));
    }

    [Fact]
    public async Task A_large_file_passes_through_a_small_buffer()
    {
        using (var file = File.Create(_box.InMedia("large")))
            file.SetLength(400_000_000);
        var tar = new LargestWriteStream();
        await new MediaTarWriter(_box.Media, []).WriteAsync(tar, MediaSandbox.Token);
        Assert.InRange(tar.Largest, 1, 1 << 20);
    }

    private sealed class LargestWriteStream : WriteOnlyStream
    {
        public int Largest { get; private set; }

        public override void Flush() { }

        public override void Write(ReadOnlySpan<byte> buffer) => Largest = Math.Max(Largest, buffer.Length);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return default;
        }
    }
}
