namespace DbBackup.Configuration;

/// <summary>A rule that settings break, as <c>new("Port", "is 0; it takes 1 to 65535")</c>.</summary>
/// <param name="Key">The key, below the settings' section.</param>
/// <param name="What">What is wrong and what would be right, to follow the key in a sentence. Never a secret, and no full stop.</param>
public sealed record SettingsProblem(string Key, string What);
