namespace DbBackup.Generators.Models;

/// <summary>Where an argument comes from.</summary>
internal enum ArgumentSource
{
    /// <summary>The signal's context itself, as its own type or as a base of it.</summary>
    Context,

    /// <summary>The token of the call.</summary>
    Token,

    /// <summary>A logger in the receiver's name.</summary>
    Logger,

    /// <summary>A logger in a type's name.</summary>
    TypedLogger,

    /// <summary>The application's services.</summary>
    Services,

    /// <summary>The application's clock.</summary>
    Clock,

    /// <summary>A service that must be there.</summary>
    RequiredService,

    /// <summary>A service of a reference type that may be missing.</summary>
    OptionalService,

    /// <summary>A service of a value type that may be missing.</summary>
    OptionalValueService,

    /// <summary>A property that the signal's own context adds.</summary>
    OwnProperty,

    /// <summary>A property that every context has.</summary>
    CommonProperty,
}
