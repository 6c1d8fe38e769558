namespace DbBackup.Connectors;

/// <summary>
/// Finds where statements end in a stream of UTF-8, byte by byte and each byte once. It follows the rules of <c>sqlite3_complete</c>
/// (https://sqlite.org/c3ref/complete.html): a semicolon ends a statement, in CREATE TRIGGER only the one after <c>;END</c>. EXPLAIN, which no
/// backup needs, is a word like any other.
/// </summary>
internal sealed class SqlStatementSplitter
{
    private Lexical _lexical;
    private Progress _progress;
    private byte _operator, _quote;
    private bool _star;
    private int _wordLength;
    private readonly byte[] _word = new byte[12];

    private enum Lexical { Plain, Word, Quoted, LineComment, BlockComment }

    private enum Progress { Start, Ordinary, Create, Trigger, TriggerSemicolon, TriggerEnd }

    /// <summary>Whether nothing but space and complete comments came since the last statement's end.</summary>
    public bool IsBetweenStatements => _progress == Progress.Start && _lexical is Lexical.Plain or Lexical.LineComment;

    /// <summary>Reads on; stops behind the semicolon that ends a statement.</summary>
    /// <returns>The number of bytes read, and whether a statement ends behind them.</returns>
    public (int Read, bool Ended) Advance(ReadOnlySpan<byte> sql)
    {
        for (var i = 0; i < sql.Length; i++)
        {
            if (_lexical == Lexical.Quoted && sql[i] != _quote)
                i += SkipTo(sql[i..], _quote);
            if (i < sql.Length && Take(sql[i]))
                return (i + 1, true);
        }
        return (sql.Length, false);
    }

    private static int SkipTo(ReadOnlySpan<byte> sql, byte quote) => sql.IndexOf(quote) is var at && at < 0 ? sql.Length : at;

    private bool Take(byte c)
    {
        switch (_lexical)
        {
            // A doubled quote closes and opens again, which comes to the same.
            case Lexical.Quoted:
                if (c == _quote)
                    _lexical = Lexical.Plain;
                return false;
            case Lexical.LineComment:
                if (c == '\n')
                    _lexical = Lexical.Plain;
                return false;
            case Lexical.BlockComment:
                if (_star && c == '/')
                    _lexical = Lexical.Plain;
                _star = c == '*';
                return false;
            case Lexical.Word when IsWordByte(c):
                if (_wordLength < _word.Length)
                    _word[_wordLength++] = c;
                return false;
            case Lexical.Word:
                _lexical = Lexical.Plain;
                TakeWord();
                break;
        }
        return !OpensComment(c) && TakePlain(c);
    }

    /// <summary>Half of what opens a comment is an operator, unless the other half follows.</summary>
    private bool OpensComment(byte c)
    {
        var half = _operator;
        _operator = c is (byte)'-' or (byte)'/' ? c : (byte)0;
        if ((half, c) is ((byte)'-', (byte)'-') or ((byte)'/', (byte)'*'))
        {
            (_operator, _star) = (0, false);
            _lexical = c == '-' ? Lexical.LineComment : Lexical.BlockComment;
            return true;
        }
        if (half != 0)
            TakeOther();
        return _operator != 0;
    }

    private bool TakePlain(byte c)
    {
        switch (c)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f':
                return false;
            case (byte)'\'' or (byte)'"' or (byte)'`' or (byte)'[':
                (_lexical, _quote) = (Lexical.Quoted, c == '[' ? (byte)']' : c);
                TakeOther();
                return false;
            case (byte)';':
                return TakeSemicolon();
        }
        if (!IsWordByte(c))
        {
            TakeOther();
            return false;
        }
        (_lexical, _wordLength, _word[0]) = (Lexical.Word, 1, c);
        return false;
    }

    private void TakeWord() => _progress = _progress switch
    {
        Progress.Start when Is("CREATE"u8) => Progress.Create,
        Progress.Create when Is("TEMP"u8) || Is("TEMPORARY"u8) => Progress.Create,
        Progress.Create when Is("TRIGGER"u8) => Progress.Trigger,
        Progress.TriggerSemicolon when Is("END"u8) => Progress.TriggerEnd,
        Progress.Trigger or Progress.TriggerSemicolon or Progress.TriggerEnd => Progress.Trigger,
        _ => Progress.Ordinary,
    };

    private void TakeOther() => _progress = _progress >= Progress.Trigger ? Progress.Trigger : Progress.Ordinary;

    private bool TakeSemicolon()
    {
        if (_progress is Progress.Trigger or Progress.TriggerSemicolon)
        {
            _progress = Progress.TriggerSemicolon;
            return false;
        }
        _progress = Progress.Start;
        return true;
    }

    private bool Is(ReadOnlySpan<byte> keyword) => System.Text.Ascii.EqualsIgnoreCase(_word.AsSpan(0, _wordLength), keyword);

    private static bool IsWordByte(byte c) => c is >= 0x80 or (byte)'_' or (byte)'$' || char.IsAsciiLetterOrDigit((char)c);
}
