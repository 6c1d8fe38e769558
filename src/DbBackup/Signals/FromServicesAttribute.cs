namespace DbBackup.Signals;

/// <summary>
/// Takes a receiver's parameter from the application's services. A nullable parameter is optional; for any other a missing service is
/// an error when the receiver is called. A keyed service has <c>[FromKeyedServices(key)]</c> instead.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
