using System.Text;

namespace DbBackup.Connectors;

/// <summary>Puts statements one after the other, and before them what makes the session as it was when their objects were made.</summary>
internal sealed class CreationSession
{
    private const string Ordinary = $"SET sql_mode = '{MySqlSession.LoadingMode}', time_zone = '+00:00', character_set_client = utf8mb4, collation_connection = utf8mb4_general_ci";

    private readonly MySqlPhase _phase;
    private readonly string _ordinary;
    private readonly List<MySqlStatement> _statements = [];
    private string _session = "", _collation;

    /// <param name="phase">When they run.</param>
    /// <param name="collation">The database's collation.</param>
    public CreationSession(MySqlPhase phase, string collation) => (_phase, _ordinary, _collation) = (phase, collation, collation);

    /// <summary>Adds a statement.</summary>
    public void Add(string kind, string name, string sql, CreatedIn created, string? table = null)
    {
        // A statement goes in UTF-8; one that has nothing but ASCII is the same in any client's character set.
        var client = Ascii.IsValid(sql) ? created.Client : "utf8mb4";
        Become($"SET sql_mode = {MySqlName.Literal(created.SqlMode ?? "")}, time_zone = {MySqlName.Literal(created.TimeZone ?? "+00:00")}, character_set_client = {client}, collation_connection = {created.Connection}");
        Recollate(created.Database ?? _ordinary);
        _statements.Add(new() { Kind = kind, Name = name, Phase = _phase, Sql = WithItsSemicolon(sql), Definer = DefinerOf(sql), Table = table });
    }

    // One that came to MySQL among others has it in its body. The last of a statement is taken away, so that it may not be the last.
    private static string WithItsSemicolon(string sql) => sql.EndsWith(';') ? $"{sql} DO 0" : sql;

    /// <summary>The statements, after which the session is an ordinary one.</summary>
    public List<MySqlStatement> End()
    {
        Recollate(_ordinary);
        if (_statements.Count > 0)
            Become(Ordinary);
        return _statements;
    }

    private void Become(string session)
    {
        if (session != _session)
            Append(_session = session);
    }

    private void Recollate(string database)
    {
        if (database != _collation)
            Append($"ALTER DATABASE COLLATE {_collation = database}");
    }

    private void Append(string sql) => _statements.Add(new() { Kind = MySqlStatement.Session, Name = "session", Phase = _phase, Sql = sql });

    private static string? DefinerOf(string sql)
    {
        var tokens = MySqlTokens.Of(sql).Take(12).ToList();
        var at = tokens.FindIndex(t => t.Is(sql, "DEFINER"));
        if (at < 0 || !tokens[at + 1].Is(sql, "="))
            return null;
        var last = tokens[at + 3].Is(sql, "@") ? at + 4 : at + 2;
        return sql[tokens[at + 2].Start..tokens[last].End];
    }
}
