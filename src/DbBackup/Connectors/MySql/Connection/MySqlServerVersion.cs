using System.Globalization;
using MySqlConnector;

namespace DbBackup.Connectors;

/// <summary>Which server it is: the two products have grown apart.</summary>
/// <param name="IsMariaDb">Whether it is MariaDB.</param>
/// <param name="Number">The version.</param>
internal sealed record MySqlServerVersion(bool IsMariaDb, Version Number)
{
    private static readonly Version OldestMariaDb = new(10, 5), OldestMySql = new(8, 0);

    /// <summary>The product's name.</summary>
    public string Product => IsMariaDb ? "MariaDB" : "MySQL";

    /// <summary>Product and version.</summary>
    public override string ToString() => $"{Product} {Number}";

    /// <summary>Asks a server.</summary>
    /// <exception cref="BackupException">It is too old.</exception>
    public static async Task<MySqlServerVersion> ReadAsync(MySqlConnection connection, MySqlConnectionSettings settings, CancellationToken token)
    {
        var text = (await connection.QueryAsync("SELECT VERSION()", row => row.Text(0), token).ConfigureAwait(false))[0];
        var version = Parse(text);
        var oldest = version.IsMariaDb ? OldestMariaDb : OldestMySql;
        return version.Number >= oldest ? version : throw new BackupException(
            $"Database {settings.Database}: the server {settings.Server} is {version}; the oldest that can be backed up and restored is {oldest}. Update it.");
    }

    private static MySqlServerVersion Parse(string text)
    {
        var isMariaDb = text.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        var digits = text.StartsWith("5.5.5-", StringComparison.Ordinal) ? text[6..] : text;
        var numbers = new string([.. digits.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).Split('.', StringSplitOptions.RemoveEmptyEntries);
        return new(isMariaDb, new Version(Of(0), Of(1), Of(2)));

        int Of(int place) => place < numbers.Length ? int.Parse(numbers[place], CultureInfo.InvariantCulture) : 0;
    }
}
