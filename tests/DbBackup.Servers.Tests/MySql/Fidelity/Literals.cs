using System.Text.RegularExpressions;

namespace DbBackup.Servers.Tests.MySql.Fidelity;

/// <summary>
/// Texts in expressions of MySQL's tables. Any <c>ALTER TABLE</c> writes them anew in the character set of the column that they are compared with, so that
/// what stands before one of nothing but ASCII, <c>_utf8mb4'x'</c> or <c>_latin1'x'</c>, depends on what was done to the table and not on how it was made;
/// and so does the length of its statement, which an archive says before it.
/// </summary>
internal static partial class Literals
{
    /// <summary>The same with nothing before them.</summary>
    public static string Plain(string line) => MySqlServer.IsMariaDb ? line : CharacterSet().Replace(line, "");

    [GeneratedRegex(@"(?<=[( ,=])_(latin1|utf8mb[34])(?=\\?'[\x01-\x7f]*?')|(?<=-- \{)""length"":[0-9]+,")]
    private static partial Regex CharacterSet();
}
