using System.Text;
using DbBackup.Archives;

namespace DbBackup.Connectors;

/// <summary>Has <c>pg_dump</c> write the definitions of a snapshot.</summary>
/// <param name="program">The program.</param>
/// <param name="settings">The connection.</param>
/// <param name="snapshot">The snapshot's name.</param>
internal sealed class PgDumpSections(PgProgram program, PgConnectionSettings settings, string snapshot)
{
    // Somebody may wait for the leader's lock, and the program would wait behind him for ever.
    private const string LockTimeout = "--lock-wait-timeout=2000";

    /// <summary>What comes before the rows.</summary>
    public Task<List<SchemaStatement>> PreDataAsync(CancellationToken token) => ReadAsync("pre-data", SchemaPhase.PreData, token);

    /// <summary>What comes after the rows.</summary>
    public Task<List<SchemaStatement>> PostDataAsync(CancellationToken token) => ReadAsync("post-data", SchemaPhase.PostData, token);

    // Subscriptions are written in process, without the secrets in them.
    private async Task<List<SchemaStatement>> ReadAsync(string section, SchemaPhase phase, CancellationToken token)
    {
        using var script = new MemoryStream();
        string[] arguments =
        [
            "--schema-only", $"--section={section}", $"--snapshot={snapshot}", "--encoding=UTF8", "--quote-all-identifiers", "--no-subscriptions", "--no-password", LockTimeout,
        ];
        await program.DumpAsync(settings, arguments, script, "Mend what it names, or change what cannot be written in process.", token).ConfigureAwait(false);
        try
        {
            return [.. PgScriptSchema.Of(PaxRecords.Utf8.GetString(script.GetBuffer().AsSpan(0, (int)script.Length)), phase)];
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            throw new BackupException(
                $"Database {settings.Database}: what {program.Program.Path} wrote as {section} cannot be read: {e.Message.TrimEnd('.')}. Use \"Connector\": \"pg_dump\".", e);
        }
    }
}
