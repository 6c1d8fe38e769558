using DbBackup.Archives;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>
/// Collects what the server warns of. <c>LOAD DATA LOCAL</c> never fails for a value that does not fit, it changes the value and warns; so a
/// warning is an error, but for the one wrong value that a member of an <c>ENUM</c> may be.
/// </summary>
internal sealed class LoadWarnings
{
    private const int TruncatedData = 1265;
    private const string Truncated = "\u0001";
    private static readonly int[] Harmless = [1287, 1681, 3719, 3778, 4166];

    private readonly List<string> _warnings = [];

    /// <summary>Listens to a session.</summary>
    public LoadWarnings(MySqlConnection connection) => connection.InfoMessage += (_, message) =>
    {
        foreach (var error in message.Errors)
            if (error.Level != "Note" && !Harmless.Contains((int)error.ErrorCode))
                _warnings.Add(error.ErrorCode is (MySqlErrorCode)TruncatedData ? $"{Truncated}{error.Message}" : error.Message);
    };

    /// <summary>Says the first warning since the last call, if it matters, and forgets all.</summary>
    /// <param name="enums">Columns that are of <c>ENUM</c>.</param>
    public string? Take(IEnumerable<string> enums)
    {
        var first = _warnings.Find(w => !w.StartsWith(Truncated, StringComparison.Ordinal) || !enums.Any(e => w.Contains($"'{e}'", StringComparison.Ordinal)));
        _warnings.Clear();
        return first?.TrimStart(Truncated[0]);
    }

    /// <summary>Says it as a failure.</summary>
    public static BackupException Failure(string warning, NativeStream stream, MySqlConnectionSettings settings) => new(
        $"Database {settings.Database}, table {MySqlName.Quote(stream.Table!)}: the server does not take the rows as they are ({warning.ReplaceLineEndings(" ").TrimEnd('.')}). " +
        "Nothing was changed; restore to a server like the one that was backed up.");
}
