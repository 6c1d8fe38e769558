using DbBackup.Generators.Models;
using DbBackup.Generators.Rules;
using DbBackup.Generators.Text;

namespace DbBackup.Generators;

public sealed partial class ReceiverGenerator
{
    /// <content>What a library offers to applications: attributes that say what there is, and a public class that calls it.</content>
    private static partial class Emitter
    {
        public static string Exports(EquatableArray<TableEntryModel> entries, string assembly)
        {
            var space = ExportNames.Namespace(assembly);
            (TableEntryModel Entry, string Method)[] methods = [.. ExportNames.Methods(entries)];
            var writer = new CodeWriter();
            Header(writer, entries, "#pragma warning disable CS3001 // the contexts of signals promise nothing to other languages");
            writer.Line($"[assembly: {Signals}ExportedReceivers({CSharpText.Literal(ExportManifest.Schema)}, typeof(global::{space}.{KnownNames.Calls}))]");
            foreach (var (entry, method) in methods)
                writer.Line($"[assembly: {Signals}ExportedReceiver({string.Join(", ", Facts(entry, method))})]");
            writer.Line();

            Nest(writer, [$"namespace {space}"], 0, () => Calls(writer, methods, assembly));
            return writer.ToString();
        }

        private static void Calls(CodeWriter writer, (TableEntryModel Entry, string Method)[] methods, string assembly)
        {
            writer.Line($"""
                /// <summary>The receivers that {Text(assembly)} exports. The table of an application that includes them calls them here.</summary>
                {GeneratedCode}
                [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
                [global::System.Diagnostics.DebuggerStepThrough]
                [global::System.Diagnostics.StackTraceHidden]
                """);
            using var block = writer.Block($"public static class {KnownNames.Calls}");
            for (var i = 0; i < methods.Length; i++)
            {
                if (i > 0)
                    writer.Line();
                ExportedCall(writer, methods[i].Entry, methods[i].Method);
            }
        }

        private static IEnumerable<string> Facts(TableEntryModel entry, string method)
        {
            var (receiver, subscription) = entry;
            yield return CSharpText.Literal(subscription.Id);
            yield return $"{Signals}Signal.{subscription.Signal}";
            yield return CSharpText.Literal(receiver.Name.Substring(0, receiver.Name.LastIndexOf('.')));
            yield return CSharpText.Literal(method);
            yield return CSharpText.Literal(receiver.Source);
            if (subscription.Order != 0)
                yield return $"Order = {CSharpText.Literal(subscription.Order)}";
            if (subscription.Database is { } database)
                yield return $"Database = {CSharpText.Literal(database)}";
            if (subscription.TimeoutSeconds > 0)
                yield return $"TimeoutSeconds = {CSharpText.Literal(subscription.TimeoutSeconds)}";
        }

        private static void ExportedCall(CodeWriter writer, TableEntryModel entry, string method)
        {
            var (receiver, subscription) = entry;
            writer.Line($"""
                /// <summary>{subscription.Signal}, order {CSharpText.Literal(subscription.Order)}: <c>{Text(subscription.Id)}</c> ({Text(receiver.Source)}).</summary>
                /// <inheritdoc cref="{Signals}ReceiverCall" path="/param|/returns"/>
                """);
            const string Parameters = $"{Signals}SignalContext context, global::System.Threading.CancellationToken token";
            using (writer.Block($"public static global::System.Threading.Tasks.ValueTask {method}({Parameters})"))
                Call(writer, receiver, subscription);
        }
    }
}
