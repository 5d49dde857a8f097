using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Gangs;

/// <summary>The members of every gang: those on nodes, those that have done their work, and those that wait.</summary>
public sealed class GangRoster
{
    private readonly Dictionary<ObjectKey, Dictionary<ObjectKey, GangMember>> _gangs = [];
    private readonly Dictionary<ObjectKey, ObjectKey> _gangOf = [];

    public void Set(PodDemand pod, GangMemberState state)
    {
        Remove(pod.Key);
        if (pod.Gang is not { } gang)
        {
            return;
        }

        if (!_gangs.TryGetValue(gang.Key, out var members))
        {
            _gangs.Add(gang.Key, members = []);
        }

        members[pod.Key] = new GangMember(pod, state);
        _gangOf[pod.Key] = gang.Key;
    }

    public void Remove(ObjectKey pod)
    {
        if (_gangOf.Remove(pod, out var gang) && _gangs[gang].Remove(pod) && _gangs[gang].Count == 0)
        {
            _gangs.Remove(gang);
        }
    }

    /// <summary>The members that wait for a node, in the order of their names.</summary>
    public IReadOnlyList<PodDemand> Waiting(ObjectKey gang) =>
    [
        .. Members(gang)
            .Where(member => member.State == GangMemberState.Waiting)
            .Select(member => member.Pod)
            .OrderBy(pod => pod.Key.Name, StringComparer.Ordinal),
    ];

    /// <summary>How many are on nodes or have succeeded: they need not be placed again.</summary>
    public int Settled(ObjectKey gang) => Members(gang).Count(member => member.State != GangMemberState.Waiting);

    /// <summary>Those on nodes.</summary>
    public IEnumerable<ObjectKey> Placed(ObjectKey gang) =>
        Members(gang).Where(member => member.State == GangMemberState.Placed).Select(member => member.Pod.Key);

    private IEnumerable<GangMember> Members(ObjectKey gang) =>
        _gangs.TryGetValue(gang, out var members) ? members.Values : Enumerable.Empty<GangMember>();

    private readonly record struct GangMember(PodDemand Pod, GangMemberState State);
}
