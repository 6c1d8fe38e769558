using System.Globalization;
using DbBackup.Signals;

namespace DbBackup.Cli;

/// <summary>The compiled table of <c>receivers</c>.</summary>
internal static class ReceiversReport
{
    private static readonly Column[] Table = [new("SIGNAL"), new("ORDER", RightAligned: true), new("ID"), new("SOURCE"), new("DATABASE")];

    public static Report Of(IReadOnlyList<ReceiverDescriptor> receivers)
    {
        // Receivers of one signal keep the order in which they are called.
        var bySignal = receivers.OrderBy(r => r.Signal).ToList();
        return new Report
        {
            ExitCode = ExitCodes.Done,
            Lines = bySignal.Count == 0 ? ["No receivers."] : Columns.Render(Table, bySignal.Select(Row)),
            IsAnswer = true,
            Json = () => JsonDocuments.Write<IReadOnlyList<ReceiverDocument>>([.. bySignal.Select(ReceiverDocument.Of)]),
        };
    }

    private static string[] Row(ReceiverDescriptor receiver) =>
        [receiver.Signal.ToString(), receiver.Order.ToString(CultureInfo.InvariantCulture), receiver.Id, receiver.Source, receiver.Database ?? "(all)"];
}
