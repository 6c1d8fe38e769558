using DbBackup.Generators.Models;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;

namespace DbBackup.Generators;

public sealed partial class ReceiverGenerator
{
    /// <content>The services of the classes of receivers that add some.</content>
    private static partial class Emitter
    {
        private static void AddServices(CodeWriter writer, string[] libraries)
        {
            if (libraries.Length == 0)
                return;
            writer.Line();
            writer.Line($"""
                /// <summary>Adds the services of the receivers.</summary>
                {GeneratedCode}
                """);
            using var block = writer.Block($"protected override void {KnownNames.AddServices}(global::Microsoft.Extensions.DependencyInjection.IServiceCollection services)");
            foreach (var library in libraries)
                writer.Line($"{Services}Add<{library}>(services);");
        }

        /// <summary>The types that declare the table's receivers, and those that the registry names, as far as they add services.</summary>
        private static string[] Libraries(TableModel table)
        {
            var own = table.Own.Select(entry => Reached(LibraryModel.Global, entry.Receiver.Library));
            var included = table.Included.Select(included => Reached(included.Alias, included.Export.Library));
            var named = table.Registry.Inclusions
                .Select(inclusion => Reached(table.Included.FirstOrDefault(included => included.Assembly == inclusion.Assembly)?.Alias ?? LibraryModel.Global, inclusion.Library));
            return [.. own.Concat(included).Concat(named).OfType<string>().Distinct().OrderBy(type => type, StringComparer.Ordinal)];
        }

        private static string? Reached(string alias, string? type) => type is null ? null : $"{(alias == LibraryModel.Global ? alias : CSharpText.Identifier(alias))}::{type}";
    }
}
