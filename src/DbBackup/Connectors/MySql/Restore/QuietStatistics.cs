using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Keeps MariaDB from recalculating the statistics of tables while they are filled: its thread for that asks again and again whether ten seconds have
/// passed, and takes a whole processor for it. They are calculated once, when all rows and keys are there.
/// </summary>
/// <param name="session">A session on the stage, for this alone; <see langword="null"/> where the server has no such thread.</param>
/// <param name="tables">The tables that have no word of their own about it.</param>
internal sealed class QuietStatistics(MySqlConnection? session, IReadOnlySet<string> tables) : IDisposable
{
    private const string Option = "STATS_AUTO_RECALC";

    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<string> _quiet = new(StringComparer.Ordinal);

    /// <summary>The tables of InnoDB of which nobody has said how their statistics are kept.</summary>
    public static IReadOnlySet<string> Undecided(IEnumerable<MySqlStatement> statements) => statements
        .Where(s => s is { Kind: TableStatements.Kind, Phase: MySqlPhase.PreData } && s.Sql.Contains("ENGINE=InnoDB", StringComparison.Ordinal) && !s.Sql.Contains(Option, StringComparison.Ordinal))
        .Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Makes it quiet around a table before its first rows, where there are more than one part of them.</summary>
    public async Task BeginAsync(NativePart part, CancellationToken token)
    {
        if (session is null || part.End is PartEnd.Stream || !tables.Contains(part.Stream.Table!))
            return;
        await _one.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (_quiet.Add(part.Stream.Table!))
                await session.ExecuteAsync($"ALTER TABLE {MySqlName.Quote(part.Stream.Table!)} {Option} = 0", token).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Calculates them, and leaves the tables as they were.</summary>
    public async Task EndAsync(CancellationToken token)
    {
        foreach (var table in _quiet.Select(MySqlName.Quote))
        {
            await session!.ExecuteAsync($"ALTER TABLE {table} {Option} = DEFAULT", token).ConfigureAwait(false);
            await session!.ExecuteAsync($"ANALYZE TABLE {table}", token).ConfigureAwait(false);
        }
    }

    public void Dispose() => _one.Dispose();
}
