namespace DbBackup.Generators.Models;

/// <summary>One line of the table, at its place in the order of the calls.</summary>
internal sealed record TableEntryModel(ReceiverModel Receiver, SubscriptionModel Subscription);
