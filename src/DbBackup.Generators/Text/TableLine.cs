using DbBackup.Generators.Models;

namespace DbBackup.Generators.Text;

/// <summary>One line of a table as it is written: a receiver of the assembly itself, or a library's.</summary>
internal sealed record TableLine(string Id, string Signal, string Assembly, string Source, int Order, string? Database, int TimeoutSeconds)
{
    /// <summary>The receiver of the assembly itself.</summary>
    public TableEntryModel? Own { get; private init; }

    /// <summary>The method that calls a library's.</summary>
    public string? Call { get; private init; }

    public static TableLine Of(TableEntryModel entry, string assembly)
    {
        var subscription = entry.Subscription;
        return new TableLine(
            subscription.Id, subscription.Signal, assembly, entry.Receiver.Source, subscription.Order, subscription.Database, subscription.TimeoutSeconds) { Own = entry };
    }

    public static TableLine Of(IncludedModel included)
    {
        var export = included.Export;
        return new TableLine(export.Id, export.Signal, included.Assembly, export.Source, export.Order, export.Database, export.TimeoutSeconds)
        {
            Call = $"{(included.Alias == LibraryModel.Global ? included.Alias : CSharpText.Identifier(included.Alias))}::{export.Call}",
        };
    }
}
