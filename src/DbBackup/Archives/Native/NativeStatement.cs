namespace DbBackup.Archives;

/// <summary>One statement of a native archive with what a restore must know of it. It stands in a script after a comment that holds <see cref="Header"/>.</summary>
/// <param name="Header">What is known of it.</param>
/// <param name="Sql">The statement, without a semicolon at its end.</param>
internal sealed record NativeStatement(NativeStatementHeader Header, string Sql);
