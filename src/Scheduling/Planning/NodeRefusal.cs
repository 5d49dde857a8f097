using OrleansScheduler.Scheduling.Plugins;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A node, by its slot, and why it does not take the pod.</summary>
internal readonly record struct NodeRefusal(int Slot, Refusal Refusal);
