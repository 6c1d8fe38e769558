using System.Globalization;
using DbBackup.Generators.Models;
using DbBackup.Generators.Rules;

namespace DbBackup.Generators.Text;

/// <summary>
/// The names under which a library exports. No two assemblies share a namespace, so that two with receivers may see each other's
/// internals.
/// </summary>
internal static class ExportNames
{
    /// <summary><c>DbBackup.Exports.Acme.Slack</c>, escaped, for the assembly <c>Acme.Slack</c>.</summary>
    public static string Namespace(string assembly) =>
        KnownNames.ExportNamespace + "." + string.Join(".", assembly.Split('.').Select(part => CSharpText.Identifier(Part(part))));

    /// <summary>
    /// <c>Acme_Hooks_Notify_PostBackup</c>, a name for each entry. It says which method it calls, so that it means the same in the library's next version,
    /// with which an application may run that was compiled against this one.
    /// </summary>
    public static IEnumerable<(TableEntryModel Entry, string Method)> Methods(IEnumerable<TableEntryModel> entries)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var name = entry.Receiver.Name.Replace('.', '_') + "_" + entry.Subscription.Signal;
            var unique = name;
            // Overloads have ids of their own, and are told apart by nothing else.
            for (var i = 2; !taken.Add(unique); i++)
                unique = $"{name}_{i.ToString(CultureInfo.InvariantCulture)}";
            yield return (entry, unique);
        }
    }

    /// <summary>Part of a namespace. What an identifier cannot have, and the underscore that says so, becomes <c>_002D</c>.</summary>
    private static string Part(string part)
    {
        // A namespace of the class's name would hide the class of a shorter assembly name.
        var first = part == KnownNames.Calls ? 0 : -1;
        var escaped = string.Concat(part.Select((letter, i) => i != first && (char.IsLetter(letter) || (char.IsDigit(letter) && i > 0)) ? letter.ToString() : Escape(letter)));
        return escaped.Length == 0 ? "_" : escaped;
    }

    private static string Escape(char letter) => "_" + ((int)letter).ToString("X4", CultureInfo.InvariantCulture);
}
