namespace OrleansScheduler.Resources;

/// <summary>A condition of a table row, e.g. type <c>Completed</c>, status <c>True</c>, reason <c>Succeeded</c>.</summary>
public sealed record TableRowCondition(string Type, string Status, string Reason, string Message);
