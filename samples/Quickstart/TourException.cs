namespace Shop;

/// <summary>Something did not go as the tour said it would.</summary>
internal sealed class TourException(string message) : Exception(message);
