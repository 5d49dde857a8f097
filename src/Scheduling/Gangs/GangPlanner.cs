using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Gangs;

/// <summary>
/// A planner that places gangs whole: (1) a gang is looked at when the turn of its first member comes, and only once all
/// are there; (2) its members are placed one after another, within one domain if the gang asks for that, domain by domain
/// from the one with the best node; (3) when fewer than its size find a node, all are taken back. Gangs do not preempt.
/// </summary>
public sealed class GangPlanner(Planner planner, ClusterSnapshot snapshot, GangRoster roster)
{
    /// <summary>As <see cref="Planner.Plan"/>; the pods must contain every waiting member of a gang of which they contain one.</summary>
    public PlacementPlan Plan(IReadOnlyList<PodDemand> pods, IReadOnlyList<DisruptionBudget> budgets, long seed)
    {
        if (pods.All(pod => pod.Gang is null))
        {
            return planner.Plan(pods, budgets, seed);
        }

        var plans = new List<PlacementPlan>();
        var gangs = pods.Where(pod => pod.Gang is not null).ToLookup(pod => pod.Gang!.Key);
        var done = new HashSet<Resources.ObjectKey>();
        var singles = new List<PodDemand>();
        foreach (var pod in pods)
        {
            if (pod.Gang is not { } gang)
            {
                singles.Add(pod);
            }
            else if (done.Add(gang.Key))
            {
                plans.Add(planner.Plan([.. singles], budgets, seed));
                singles.Clear();
                plans.Add(PlanGang(gang, [.. gangs[gang.Key]], budgets, seed));
            }
        }

        plans.Add(planner.Plan(singles, budgets, seed));
        return new PlacementPlan(
            [.. plans.SelectMany(plan => plan.Placements)], [.. plans.SelectMany(plan => plan.Refusals)]);
    }

    // 1
    private PlacementPlan PlanGang(
        PodGang gang, IReadOnlyList<PodDemand> members, IReadOnlyList<DisruptionBudget> budgets, long seed)
    {
        var settled = roster.Settled(gang.Key);
        var size = members.Max(pod => pod.Gang!.Size);
        if (members.Select(pod => pod.Gang!.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            return Refused(members, wrong, ClusterChanges.None);
        }

        if (settled + members.Count < size)
        {
            var there = $"gang \"{gang.Key.Name}\" waits for its pods: {settled + members.Count} of {size} are there";
            return Refused(members, there, ClusterChanges.None, isPremature: true);
        }

        var attempt = new GangAttempt(planner, snapshot, members, size - settled, seed);
        if (attempt.IsPlaced(Domains(gang, members[0])))
        {
            var extra = PlanExtra(attempt, budgets, seed);
            return extra with { Placements = [.. attempt.Placements, .. extra.Placements] };
        }

        var domain = gang.TopologyKey is null ? "" : $" within one {gang.TopologyKey}";
        return Refused(
            members,
            $"gang \"{gang.Key.Name}\": {settled + attempt.Most} of {size} pods fit together{domain}. {attempt.Refusal.Message}",
            attempt.Refusal.UnblockedBy | ClusterChanges.Node | ClusterChanges.PodGone);
    }

    // 2. Where some are already, the others must go.
    private IEnumerable<(string Key, string Value)?> Domains(PodGang gang, PodDemand first)
    {
        if (gang.TopologyKey is not { } key)
        {
            return [null];
        }

        var taken = roster.Placed(gang.Key)
            .Select(snapshot.NodeOf)
            .Select(node => node is null ? null : ValueOn(snapshot.SlotOf(node), key))
            .FirstOrDefault(value => value is not null);
        var values = taken is not null
            ? [taken]
            : planner.Best(first).Select(slot => ValueOn(slot, key)).OfType<string>().Distinct(StringComparer.Ordinal);
        return values.Select(value => ((string, string)?)(key, value)).ToArray();
    }

    private string? ValueOn(int slot, string key) => slot < 0 ? null : snapshot.Identity(slot).Label(key);

    // Beyond the size of the gang each pod stands for itself.
    private PlacementPlan PlanExtra(GangAttempt attempt, IReadOnlyList<DisruptionBudget> budgets, long seed)
    {
        var originals = attempt.Rest.ToDictionary(pod => pod.Key);
        var plan = planner.Plan([.. attempt.Rest.Select(attempt.Narrowed)], budgets, seed);
        foreach (var placement in plan.Placements)
        {
            snapshot.Place(originals[placement.Pod.Key], placement.NodeName);
        }

        return new PlacementPlan(
            [.. plan.Placements.Select(placement => placement with { Pod = originals[placement.Pod.Key] })],
            [.. plan.Refusals.Select(refusal => refusal with { Pod = originals[refusal.Pod.Key] })]);
    }

    private static PlacementPlan Refused(
        IEnumerable<PodDemand> members, string message, ClusterChanges unblockedBy, bool isPremature = false) => new(
        [],
        [
            .. members.Select(pod => new PodRefusal
            {
                Pod = pod, Message = message, UnblockedBy = unblockedBy, IsPremature = isPremature,
            }),
        ]);
}
