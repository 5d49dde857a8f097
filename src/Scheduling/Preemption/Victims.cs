using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>The pods of one node that could go, and those that have to. Reused from node to node.</summary>
internal sealed class Victims
{
    private readonly HashSet<PodDemand> _guarded = [];
    private int[] _left = [];

    /// <summary>The pods of lower priority: guarded ones first, and the important ones first among both.</summary>
    public List<PodDemand> Lower { get; } = [];

    /// <summary>Those that have to go, most important first once <see cref="Conclude"/> was called.</summary>
    public List<PodDemand> Chosen { get; } = [];

    /// <summary>How many of them violate a budget.</summary>
    public int Violations { get; private set; }

    public void Begin(IReadOnlyList<DisruptionBudget> budgets)
    {
        Chosen.Clear();
        _guarded.Clear();
        Violations = 0;
        PodImportance.Sort(Lower);
        if (budgets.Count > 0)
        {
            Guard(budgets);
        }
    }

    public void Choose(PodDemand pod)
    {
        Chosen.Add(pod);
        Violations += _guarded.Contains(pod) ? 1 : 0;
    }

    public void Conclude() => PodImportance.Sort(Chosen);

    // The more important pods use up a budget first; the rest would violate it.
    private void Guard(IReadOnlyList<DisruptionBudget> budgets)
    {
        _left = [.. budgets.Select(budget => budget.Allowed)];
        foreach (var pod in Lower)
        {
            for (var i = 0; i < _left.Length; i++)
            {
                if (budgets[i].Guards(pod) && --_left[i] < 0)
                {
                    _guarded.Add(pod);
                }
            }
        }

        PodDemand[] ordered = [.. Lower.Where(_guarded.Contains), .. Lower.Where(pod => !_guarded.Contains(pod))];
        Lower.Clear();
        Lower.AddRange(ordered);
    }
}
