namespace DbBackup.Tests.Faults;

/// <summary>How a call goes wrong.</summary>
public enum Fault
{
    /// <summary>It throws and does nothing.</summary>
    Fails,

    /// <summary>It and every later one throw and do nothing: the other end is gone.</summary>
    FailsFromThenOn,

    /// <summary>It does what it is asked, and throws.</summary>
    LosesItsAnswer,

    /// <summary>It says that it has done what it has not, that there is what is not, or lists what was there a moment ago.</summary>
    Lies,

    /// <summary>Half of the bytes that pass through it.</summary>
    Truncates,

    /// <summary>One of the bits that pass through it is another.</summary>
    Flips,

    /// <summary>It takes its time.</summary>
    Delays,
}
