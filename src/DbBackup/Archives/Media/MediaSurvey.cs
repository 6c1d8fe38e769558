namespace DbBackup.Archives;

/// <summary>What a media folder holds, counted without reading the files.</summary>
/// <param name="Entries">Files, links and folders below the root.</param>
/// <param name="FileBytes">Bytes of all files.</param>
/// <param name="TarBytes">Bytes of the tar that a dump gives, as long as nothing in the folder changes.</param>
internal sealed record MediaSurvey(long Entries, long FileBytes, long TarBytes);
