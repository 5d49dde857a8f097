namespace OrleansScheduler.Resources.Selectors;

/// <summary>One condition on one field: equal, or not equal, to a value.</summary>
public sealed record FieldRequirement(string Field, bool IsNegated, string Value);
