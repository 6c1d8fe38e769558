using DbBackup.Signals;

namespace DbBackup.Commands;

/// <summary>How a signalled run ended.</summary>
internal sealed record RunEnd<T>(string RunId, RunOutcome Outcome, T? Value, Exception? Error, IReadOnlyList<ReceiverFailure> ReceiverFailures);
