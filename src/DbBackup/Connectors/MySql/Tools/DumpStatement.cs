using System.Buffers;
using System.Text;

namespace DbBackup.Connectors;

/// <summary>The statement of a dump that is being read: as much of its beginning as tells what it does.</summary>
/// <param name="target">The database that takes the place of the one that it names, or <see langword="null"/>.</param>
internal sealed class DumpStatement(string? target)
{
    private const int LongestHead = 1024;

    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _head = new(), _held = new();
    private int _depth, _matched;
    private string? _filled;
    private bool _isEnded;

    // As mysqldump spells it around what was made under another collation.
    private static ReadOnlySpan<byte> AlterDatabase => "ALTER DATABASE `"u8;

    // The mode that it loads rows in, which would make another of a date as the 31st of February.
    private static ReadOnlySpan<byte> SetMode => "!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE="u8;

    /// <summary>The tables that statements so far made, and the rows that they wrote.</summary>
    public IReadOnlyDictionary<string, long> Rows => _rows;

    /// <summary>What ends a statement. One with a delimiter of its own is the body of something, and no concern of ours.</summary>
    public byte[] Delimiter { get; set; } = ";"u8.ToArray();

    /// <summary>Whether nothing of it was read.</summary>
    public bool IsEmpty => _head.WrittenCount == 0;

    /// <summary>Whether the rest of it says nothing more than where its rows and it end.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Whether its bytes stay behind.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Lets its bytes stay behind until it is known what they are.</summary>
    public void Hold()
    {
        IsHeld = true;
        _held.ResetWrittenCount();
    }

    /// <summary>Takes bytes that stay behind.</summary>
    public void Keep(ReadOnlySpan<byte> bytes) => _held.Write(bytes);

    /// <summary>Gives the bytes that stayed behind, and these, to the output when it is known what is to be made of them.</summary>
    public bool TryRelease(ReadOnlySpan<byte> more, IBufferWriter<byte> output)
    {
        if (!IsHeld)
            return false;
        var head = _head.WrittenSpan;
        var mayBeOne = Begins(AlterDatabase) || AlterDatabase.StartsWith(head) || Begins(SetMode) || SetMode.StartsWith(head);
        if (mayBeOne && !_isEnded)
            return false;
        _held.Write(more);
        output.Write(!_isEnded ? _held.WrittenSpan : Begins(AlterDatabase) ? Redirected() : Begins(SetMode) ? Tolerant() : _held.WrittenSpan);
        IsHeld = false;
        if (_isEnded)
            _head.ResetWrittenCount();
        return true;
    }

    /// <summary>Gives the bytes that stayed behind to the output as they are.</summary>
    public void ReleaseAll(IBufferWriter<byte> output)
    {
        if (IsHeld)
            output.Write(_held.WrittenSpan);
        IsHeld = false;
    }

    /// <summary>Takes the next byte of its code: no comment, no text but the quote that begins it.</summary>
    public void Append(byte next)
    {
        _isEnded = false;
        if (IsEmpty && next <= ' ')
            return;
        if (IsEnd(next))
        {
            End();
            return;
        }
        if (Delimiter is [(byte)';'])
            Understand(next);
        Remember(next);
    }

    /// <summary>Takes the next byte of a name, with its quotes.</summary>
    public void AppendName(byte next)
    {
        (_isEnded, _matched) = (false, 0);
        Remember(next);
    }

    // The columns of an INSERT stand between its table and the word that counts.
    private void Remember(byte next)
    {
        if (_head.WrittenCount == LongestHead)
            IsSettled = Delimiter is [(byte)';'];
        else if (!IsSettled && _depth == 0)
            _head.Write([next]);
    }

    private bool IsEnd(byte next)
    {
        _matched = next == Delimiter[_matched] ? _matched + 1 : next == Delimiter[0] ? 1 : 0;
        return _matched == Delimiter.Length;
    }

    private void End()
    {
        // Until the next one begins, so that what was held can be told by it.
        _isEnded = true;
        (_matched, _depth, _filled, IsSettled) = (0, 0, null, false);
        if (!IsHeld)
            _head.ResetWrittenCount();
    }

    private void Understand(byte next)
    {
        if (next == ')')
            _depth--;
        if (next != '(')
            return;
        if (_depth++ > 0)
            return;
        if (_filled is not null)
            _rows[_filled]++;
        else if (Begins("CREATE TABLE `"u8))
            (_rows[Name()], IsSettled) = (0, true);
        else if (IsInsert && Ends("VALUES"u8))
        {
            _filled = Name();
            _rows[_filled] = _rows.GetValueOrDefault(_filled) + 1;
            IsSettled = true;
        }
        else if (!IsInsert)
            IsSettled = true;
    }

    private bool IsInsert => Begins("INSERT "u8) || Begins("REPLACE "u8);

    private bool Begins(ReadOnlySpan<byte> words) => _head.WrittenSpan.StartsWith(words);

    private bool Ends(ReadOnlySpan<byte> words) => _head.WrittenSpan.TrimEnd(" \n\r\t"u8).EndsWith(words);

    // The first name in backticks. Within it they are doubled.
    private string Name()
    {
        var head = _head.WrittenSpan;
        var (from, length) = NamePlace(head);
        return Encoding.UTF8.GetString(head.Slice(from, length)).Replace("``", "`", StringComparison.Ordinal);
    }

    private static (int From, int Length) NamePlace(ReadOnlySpan<byte> statement)
    {
        var from = statement.IndexOf((byte)'`') + 1;
        var to = from;
        while (to < statement.Length && (statement[to] != '`' || (to + 1 < statement.Length && statement[to + 1] == '`')))
            to += statement[to] == '`' ? 2 : 1;
        return (from, to - from);
    }

    private ReadOnlySpan<byte> Redirected()
    {
        var statement = _held.WrittenSpan;
        var (from, length) = NamePlace(statement);
        return (byte[])[.. statement[..from], .. Encoding.UTF8.GetBytes(target!.Replace("`", "``", StringComparison.Ordinal)), .. statement[(from + length)..]];
    }

    private ReadOnlySpan<byte> Tolerant() => (byte[])[.. _held.WrittenSpan, .. Encoding.ASCII.GetBytes($" SET SQL_MODE='{MySqlSession.LoadingMode}';")];
}
