using System.Buffers;
using System.Text;

namespace DbBackup.Connectors;

/// <summary>
/// Reads a script of <c>mysqldump</c> as its client will, statement by statement, while it passes by: says which tables it makes, how many
/// rows it writes and whether it is whole, and can lead what it says of its own database to another.
/// </summary>
/// <param name="target">The database that takes the place of the script's own, or <see langword="null"/> to change nothing.</param>
internal sealed class DumpScript(string? target = null)
{
    private const string OwnWords = " The next line is DbBackup's, and says how the database itself is: ";
    private const int LongestComment = 512;
    private const byte NewLine = (byte)'\n';

    private static readonly SearchValues<byte> Turns = SearchValues.Create("'\"`-/#();\n"u8);

    private readonly DumpStatement _statement = new(target);
    private readonly ArrayBufferWriter<byte> _line = new();
    private Place _place;
    private byte _quote;
    private bool _isAtLineStart = true, _hasEndMark;

    private enum Place { Code, Text, Escaped, Name, Dash, TwoDashes, LineComment, Slash, CommentOpening, MariaDbComment, BlockComment, BlockCommentStar, Delimiter }

    /// <summary>The name of the database that was dumped, as <see cref="OwnLine"/> says it.</summary>
    public string? Source { get; private set; }

    /// <summary>The first line, which is not the program's: what its script says of the database, it says without its name.</summary>
    public static string OwnLine(string database) => $"--{OwnWords}{Convert.ToHexString(Encoding.UTF8.GetBytes(database))} {MySqlName.Quote(database).ReplaceLineEndings(" ")}";

    /// <summary>The tables that it makes, and the rows that it writes to them.</summary>
    public IReadOnlyDictionary<string, long> Rows => _statement.Rows;

    /// <summary>Whether it ended as a script does that its program wrote to the end: with the word for it, and with nothing after it.</summary>
    public bool IsComplete => _hasEndMark && _statement.IsEmpty && _place == Place.Code;

    /// <summary>Reads the next bytes.</summary>
    /// <param name="block">The bytes.</param>
    /// <param name="output">Gets them, changed where that is asked for; a statement that may have to be changed stays behind until it is whole.</param>
    public void Read(ReadOnlySpan<byte> block, IBufferWriter<byte>? output = null)
    {
        var passed = 0;
        for (var i = 0; i < block.Length; i++)
        {
            i += Skip(block[i..]);
            if (i == block.Length)
                break;
            if (output is not null && target is not null && MayHaveToChange(block[i]))
            {
                output.Write(block[passed..i]);
                passed = i;
                _statement.Hold();
            }
            Take(block[i]);
            if (output is not null && _statement.TryRelease(block[passed..(i + 1)], output))
                passed = i + 1;
        }
        if (output is not null && _statement.IsHeld)
            _statement.Keep(block[passed..]);
        else
            output?.Write(block[passed..]);
    }

    /// <summary>Reads a script to its end and passes it on, changed where that is asked for.</summary>
    public async Task CopyAsync(Stream source, Stream destination, CancellationToken token)
    {
        var (block, output) = (new byte[256 << 10], new ArrayBufferWriter<byte>(512 << 10));
        while (await source.ReadAsync(block, token).ConfigureAwait(false) is > 0 and var read)
        {
            output.ResetWrittenCount();
            Read(block.AsSpan(0, read), output);
            await destination.WriteAsync(output.WrittenMemory, token).ConfigureAwait(false);
        }
        output.ResetWrittenCount();
        End(output);
        await destination.WriteAsync(output.WrittenMemory, token).ConfigureAwait(false);
    }

    /// <summary>Gives what stayed behind to the output: nothing more comes.</summary>
    public void End(IBufferWriter<byte> output) => _statement.ReleaseAll(output);

    // By its first byte: those that are changed are ALTER DATABASE and one that only some versions execute.
    private bool MayHaveToChange(byte next) => next is (byte)'A' or (byte)'/' && _place == Place.Code && _statement.IsEmpty && !_statement.IsHeld;

    // Most of a dump is values, of which only the ends count.
    private int Skip(ReadOnlySpan<byte> rest)
    {
        var next = _place switch
        {
            Place.Text => rest.IndexOfAny((byte)'\\', _quote),
            Place.Name when _statement.IsSettled => rest.IndexOf((byte)'`'),
            Place.BlockComment => rest.IndexOf((byte)'*'),
            Place.Code when _statement.IsSettled && !_statement.IsHeld && !_isAtLineStart => rest.IndexOfAny(Turns),
            _ => 0,
        };
        return next < 0 ? rest.Length : next;
    }

    private void Take(byte next)
    {
        switch (_place)
        {
            case Place.Code:
                TakeCode(next);
                break;
            case Place.Text:
                _place = next == _quote ? Place.Code : next == '\\' ? Place.Escaped : Place.Text;
                break;
            case Place.Escaped:
                _place = Place.Text;
                break;
            case Place.Name:
                _statement.AppendName(next);
                _place = next == '`' ? Place.Code : Place.Name;
                break;
            case Place.Dash when next == '-':
                _place = Place.TwoDashes;
                break;
            case Place.TwoDashes when next <= ' ':
            case Place.LineComment:
                TakeLineComment(next);
                break;
            case Place.Slash when next == '*':
                _place = Place.CommentOpening;
                break;
            // What a version has to execute is no comment.
            case Place.CommentOpening or Place.MariaDbComment when next == '!':
                _statement.Append(next);
                _place = Place.Code;
                break;
            case Place.CommentOpening when next == 'M':
                _place = Place.MariaDbComment;
                break;
            case Place.CommentOpening or Place.MariaDbComment or Place.BlockComment:
                _place = next == '*' ? Place.BlockCommentStar : Place.BlockComment;
                break;
            case Place.BlockCommentStar:
                _place = next switch { (byte)'/' => Place.Code, (byte)'*' => Place.BlockCommentStar, _ => Place.BlockComment };
                break;
            case Place.Delimiter:
                TakeDelimiter(next);
                break;
            default:
                // It only looked like the beginning of a comment.
                _statement.Append((byte)(_place == Place.Slash ? '/' : '-'));
                _place = Place.Code;
                TakeCode(next);
                break;
        }
    }

    private void TakeCode(byte next)
    {
        if (_isAtLineStart && _statement.IsEmpty && next == 'D')
        {
            _line.ResetWrittenCount();
            _place = Place.Delimiter;
            TakeDelimiter(next);
            return;
        }
        _isAtLineStart = next == NewLine;
        switch (next)
        {
            case (byte)'\'' or (byte)'"':
                (_place, _quote) = (Place.Text, next);
                _statement.Append(next);
                break;
            case (byte)'`':
                _place = Place.Name;
                _statement.AppendName(next);
                break;
            case (byte)'-':
                _place = Place.Dash;
                break;
            case (byte)'/':
                _place = Place.Slash;
                break;
            case (byte)'#':
                BeginLineComment();
                break;
            default:
                _statement.Append(next);
                break;
        }
        if (!_statement.IsEmpty)
            _hasEndMark = false;
    }

    private void TakeLineComment(byte next)
    {
        if (_place != Place.LineComment)
            BeginLineComment();
        if (next == NewLine)
        {
            // What counts is the program's own last word, not one in the body of a routine.
            _hasEndMark = _statement.IsEmpty && _line.WrittenSpan.StartsWith(" Dump completed"u8);
            Source ??= SourceIn(Encoding.UTF8.GetString(_line.WrittenSpan));
            (_place, _isAtLineStart) = (Place.Code, true);
        }
        else if (_line.WrittenCount < LongestComment)
            _line.Write([next]);
    }

    // As hexadecimal digits, as a name may have anything in it; in words after that, for who reads it.
    private static string? SourceIn(string comment) => comment.StartsWith(OwnWords, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Convert.FromHexString(comment[OwnWords.Length..].Split(' ')[0]))
        : null;

    private void BeginLineComment()
    {
        _line.ResetWrittenCount();
        _place = Place.LineComment;
    }

    // A word of the client's, not of the server's: up to the end of the line.
    private void TakeDelimiter(byte next)
    {
        var word = "DELIMITER "u8;
        if (_line.WrittenCount < word.Length ? next == word[_line.WrittenCount] : next != NewLine)
        {
            _line.Write([next]);
            return;
        }
        _place = Place.Code;
        if (_line.WrittenCount >= word.Length)
        {
            _statement.Delimiter = _line.WrittenSpan[word.Length..].TrimEnd((byte)'\r').ToArray();
            _isAtLineStart = true;
            return;
        }
        foreach (var read in _line.WrittenSpan)
            _statement.Append(read);
        TakeCode(next);
    }
}
