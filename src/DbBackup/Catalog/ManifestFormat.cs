using System.Text.Encodings.Web;
using System.Text.Json;
using DbBackup.Storage;

namespace DbBackup.Catalog;

/// <summary>Manifests as bytes: their names, how they are written, and what is refused when they are read.</summary>
internal static class ManifestFormat
{
    /// <summary>Appended to a backup's name.</summary>
    public const string Suffix = ".manifest.json";

    /// <summary>More than a manifest of 100,000 tables; a larger one is not a manifest.</summary>
    public const int MaximumBytes = 64 << 20;

    // Names of tables are read by people: letters of any language stay as they are. The text is JSON and never HTML.
    internal static readonly ManifestJsonContext Json = new(
        new JsonSerializerOptions(ManifestJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string NameOf(string backup) => backup + Suffix;

    /// <summary>
    /// Whether a storage can hold a backup of this name and its manifest. The name of a manifest is not one: it would be read as that of
    /// another backup; nor is that of a record beside it, or of one of the series.
    /// </summary>
    public static bool CanName(string backup) =>
        StorageName.IsValid(backup) && StorageName.IsValid(NameOf(backup)) && !backup.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && !Sidecar.IsName(backup) && !SeriesObject.IsName(backup);

    public static byte[] Write(BackupManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Json.BackupManifest), (byte)'\n'];

    /// <exception cref="DamagedBackupException">It is truncated, of a newer format, or no manifest.</exception>
    public static BackupManifest Read(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            RefuseNewerFormat(bytes, name);
            var manifest = JsonSerializer.Deserialize(bytes, Json.BackupManifest) ?? throw new JsonException("It is empty.");
            if (!IsPossible(manifest))
                throw new JsonException("It has impossible values.");
            return manifest;
        }
        catch (JsonException exception)
        {
            throw new DamagedBackupException(
                $"The manifest {name} is truncated or changed, so its backup cannot be trusted: restore the manifest from a copy, or remove it.", exception);
        }
    }

    // What the types and the serializer's own checks leave open; a list that is missing is null, whatever its initializer says.
    private static bool IsPossible(BackupManifest manifest) =>
        manifest is { StoredBytes: >= 0, PayloadBytes: >= 0, Tables: not null, Receivers: not null }
        && CanName(manifest.Name)
        && (manifest.Kind == BackupKind.Media || manifest is { Kind: BackupKind.Database, Database: not null, Engine: not null })
        && manifest.Tables.All(table => table is not null)
        && manifest.Receivers.All(receiver => receiver is not null);

    // First and by itself: what else a newer format has may not fit what this version reads.
    private static void RefuseNewerFormat(ReadOnlySpan<byte> bytes, string name)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("formatVersion", out var property)
            || property.ValueKind != JsonValueKind.Number
            || !property.TryGetInt32(out var version))
            throw new JsonException("It has no format version.");
        if (version is < 1 or > BackupManifest.CurrentFormatVersion)
            throw new DamagedBackupException(
                $"The manifest {name} has format {version}; this version reads up to {BackupManifest.CurrentFormatVersion}: update DbBackup.");
    }
}
