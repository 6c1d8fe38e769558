using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DbBackup.Storage;

/// <summary>A claim to a lease, as it lies in the storage. Each renewal is a new object, of the next generation.</summary>
internal sealed record LeaseClaim
{
    public const int CurrentFormatVersion = 1;

    /// <summary>Its own format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>Another one for every claim.</summary>
    public required string Id { get; init; }

    /// <summary>The number of the renewal, from 0.</summary>
    public required int Generation { get; init; }

    /// <summary>What for: <c>backup</c>, <c>restore</c>, <c>cleanup</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who claims.</summary>
    public required LeaseOwner Owner { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When it ends, unless it is renewed, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it has become a lease: only that is renewed.</summary>
    [JsonIgnore]
    public bool IsHeld => Generation > 0;

    /// <summary>Whether nobody holds it any more.</summary>
    public bool IsDead(DateTimeOffset now) => now > ExpiresAt || Owner.HasEnded();

    /// <summary>Whether of two that see each other this one has the right.</summary>
    public bool Precedes(LeaseClaim other) =>
        ClaimedAt != other.ClaimedAt ? ClaimedAt < other.ClaimedAt : string.CompareOrdinal(Id, other.Id) < 0;

    /// <summary>For messages.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Purpose} of {Owner} since {ClaimedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}

/// <summary>How claims are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LeaseClaim))]
internal sealed partial class LeaseJsonContext : JsonSerializerContext;
