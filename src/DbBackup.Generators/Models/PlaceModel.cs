using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DbBackup.Generators.Models;

/// <summary>A place in the source, as values: a location would keep its compilation alive.</summary>
internal sealed record PlaceModel(string Path, int Start, int Length, int StartLine, int StartCharacter, int EndLine, int EndCharacter)
{
    public static PlaceModel Of(Location location)
    {
        var lines = location.GetLineSpan();
        return new(
            lines.Path, location.SourceSpan.Start, location.SourceSpan.Length,
            lines.StartLinePosition.Line, lines.StartLinePosition.Character, lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }

    public Location ToLocation() =>
        Location.Create(Path, new TextSpan(Start, Length), new(new(StartLine, StartCharacter), new(EndLine, EndCharacter)));
}
