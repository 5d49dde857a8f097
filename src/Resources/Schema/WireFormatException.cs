namespace OrleansScheduler.Resources.Schema;

/// <summary>A body that is not of its type; the message is what Kubernetes' decoder says.</summary>
public sealed class WireFormatException(string message) : Exception(message);
