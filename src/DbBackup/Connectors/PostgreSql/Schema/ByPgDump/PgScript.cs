namespace DbBackup.Connectors;

/// <summary>
/// A script that <c>pg_dump</c> wrote for <c>psql</c>, cut into its statements where <c>psql</c> cuts it: at semicolons that are neither
/// within quotes, comments or parentheses nor within the body of a <c>BEGIN ATOMIC</c>.
/// </summary>
internal sealed class PgScript
{
    // What guards the script against being continued by what is in it; no statement.
    private static readonly string[] Guards = [@"\restrict", @"\unrestrict"];

    private readonly string _script;
    private readonly List<PgScriptStatement> _statements = [];
    private readonly List<SqlToken> _tokens = [];
    private string _title = "";
    private int _parentheses, _blocks, _skipTo;

    private PgScript(string script) => _script = script;

    /// <summary>The statements in their order.</summary>
    /// <exception cref="FormatException">It is not what <c>pg_dump</c> writes.</exception>
    public static List<PgScriptStatement> Split(string script)
    {
        var cut = new PgScript(script);
        cut.Run();
        return cut._statements;
    }

    private void Run()
    {
        var lexer = new SqlLexer(_script);
        while (lexer.TryRead(out var token))
        {
            if (token.Begin < _skipTo)
                continue;
            if (token.Kind is SqlTokenKind.Comment)
                ReadComment(token);
            else
                Add(token);
        }
        if (_tokens.Count > 0)
            throw new FormatException("it ends within a statement");
    }

    private void ReadComment(SqlToken comment)
    {
        if (_tokens.Count == 0 && PgScriptTitle.Of(_script.AsSpan(comment.Begin, comment.End - comment.Begin)) is { } title)
            _title = title;
    }

    private void Add(SqlToken token)
    {
        var c = _script[token.Begin];
        if (token.Kind is SqlTokenKind.Symbol && c == '\\')
        {
            SkipCommand(token.Begin);
            return;
        }
        if (token.Kind is SqlTokenKind.Symbol && c == ';' && _parentheses == 0 && _blocks == 0)
        {
            End();
            return;
        }
        _parentheses += token.Kind is SqlTokenKind.Symbol ? c switch { '(' => 1, ')' => -1, _ => 0 } : 0;
        _tokens.Add(token);
        if (token.Kind is SqlTokenKind.Word && _parentheses == 0 && IsRoutine())
            _blocks += Word(token) switch { "begin" => 1, "case" when _blocks > 0 => 1, "end" when _blocks > 0 => -1, _ => 0 };
    }

    private void End()
    {
        if (_tokens.Count > 0)
            _statements.Add(new(_title, _script, [.. _tokens]));
        _tokens.Clear();
    }

    private void SkipCommand(int begin)
    {
        var end = _script.IndexOf('\n', begin) is >= 0 and var found ? found : _script.Length;
        var command = _script[begin..end];
        if (_tokens.Count > 0 || (begin > 0 && _script[begin - 1] != '\n') || !Guards.Contains(command.Split(' ')[0]))
            throw new FormatException($"it has the command '{command.Split(' ')[0]}' for psql");
        _skipTo = end;
    }

    private bool IsRoutine() => Is(0, "create") && (Is(1, "function", "procedure") || (Is(1, "or") && Is(2, "replace") && Is(3, "function", "procedure")));

    private bool Is(int place, params ReadOnlySpan<string> words) =>
        _tokens.Count > place && _tokens[place].Kind is SqlTokenKind.Word && words.Contains(Word(_tokens[place]));

    private string Word(SqlToken token) => _script[token.Begin..token.End].ToLowerInvariant();
}
