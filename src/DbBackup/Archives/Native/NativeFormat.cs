using System.Globalization;

namespace DbBackup.Archives;

/// <summary>The names inside a native archive, a tar of these in this order: what it is, the schema, the rows, what follows the rows, a script for stock tools, and the proof that it is whole.</summary>
internal static class NativeFormat
{
    /// <summary>The newest format that this version writes and reads.</summary>
    public const int Version = 1;

    /// <summary>The most bytes that a part has.</summary>
    public const int PartBytes = 8 << 20;

    /// <summary>What the archive is: always first.</summary>
    public const string Backup = "backup.json";

    /// <summary>Statements that remove what the archive contains, last things first. A restore uses them only to replace objects in place.</summary>
    public const string Drop = "schema/drop.sql";

    /// <summary>Statements that come before the rows.</summary>
    public const string PreData = "schema/pre-data.sql";

    /// <summary>Statements that come after the rows.</summary>
    public const string PostData = "schema/post-data.sql";

    /// <summary>A script with which the engine's own client loads the extracted archive.</summary>
    public const string Script = "restore.sql";

    /// <summary>Rows and hashes: always last. An archive without it is truncated.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The folder of the streams.</summary>
    public const string Data = "data/";

    /// <summary>A stream's id: its place in the list, as a number that sorts.</summary>
    public static string StreamId(int index) => (index + 1).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The name of a part: <c>data/000001/000002.part</c>. Sorted by name, the parts of a stream are in their order.</summary>
    public static string PartName(string stream, int number, PartEnd end) =>
        string.Create(CultureInfo.InvariantCulture, $"{Data}{stream}/{number:D6}.{Suffix(end)}");

    /// <summary>Reads a part's name.</summary>
    /// <returns><see langword="false"/> when it is none.</returns>
    public static bool TryParsePart(string name, out string stream, out int number, out PartEnd end)
    {
        (stream, number, end) = ("", 0, PartEnd.Row);
        if (!name.StartsWith(Data, StringComparison.Ordinal) || name[Data.Length..].Split('/') is not [var id, var file] || file.Split('.') is not [var digits, var suffix])
            return false;
        stream = id;
        end = suffix switch { "part" => PartEnd.Row, "cut" => PartEnd.InRow, "end" => PartEnd.Stream, _ => (PartEnd)(-1) };
        return Enum.IsDefined(end) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static string Suffix(PartEnd end) => end switch { PartEnd.Row => "part", PartEnd.InRow => "cut", _ => "end" };
}
