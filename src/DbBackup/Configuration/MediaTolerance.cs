namespace DbBackup.Configuration;

/// <summary>What may happen to a media file while it is read without failing the run.</summary>
public enum MediaTolerance
{
    /// <summary>Its content changed: the backup holds some of the old and some of the new.</summary>
    Changed,

    /// <summary>It was deleted between being listed and being read: the backup does not have it.</summary>
    Vanished,
}
