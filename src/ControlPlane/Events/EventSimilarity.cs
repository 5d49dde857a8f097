namespace OrleansScheduler.ControlPlane.Events;

/// <summary>What similar notes share: who tells, of which part of which object, of what type and for which reason.</summary>
internal readonly record struct EventSimilarity(
    (string Component, string Kind, string Namespace, string Name, string Uid) Subject,
    string FieldPath,
    string Type,
    string Reason);
