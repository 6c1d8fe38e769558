namespace FiveUses;

/// <summary>What the webhook is told.</summary>
internal sealed record WebhookMessage(string Signal, string Backup, string RunId);
