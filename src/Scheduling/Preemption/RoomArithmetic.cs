using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Preemption;

/// <summary>
/// Preemption by sums alone, for pods to which other pods mean nothing but the room they take: what each node has left
/// is added up and taken away again, without touching the snapshot.
/// </summary>
internal sealed class RoomArithmetic(ClusterSnapshot snapshot)
{
    private readonly List<(string Resource, long Amount, ResourceColumn Column)> _wanted = [];
    private long[] _free = [];
    private int _places;

    public void Use(PodDemand pod)
    {
        _wanted.Clear();
        foreach (ref readonly var item in pod.Requests.Items)
        {
            if (item.Amount > 0)
            {
                _wanted.Add((item.Resource, item.Amount, snapshot.Column(item.Resource)));
            }
        }

        if (_free.Length < _wanted.Count)
        {
            _free = new long[_wanted.Count];
        }
    }

    /// <summary>Chooses the victims; false when the pod would not fit even without all of them.</summary>
    public bool TryChoose(int slot, Victims victims)
    {
        _places = snapshot.PlacesLeft[slot] + victims.Lower.Count;
        for (var i = 0; i < _wanted.Count; i++)
        {
            _free[i] = _wanted[i].Column.Allocatable[slot] - _wanted[i].Column.Requested[slot];
            foreach (var pod in victims.Lower)
            {
                _free[i] += pod.Requests[_wanted[i].Resource];
            }
        }

        if (!Fits())
        {
            return false;
        }

        foreach (var pod in victims.Lower)
        {
            Add(pod, -1);
            if (!Fits())
            {
                Add(pod, +1);
                victims.Choose(pod);
            }
        }

        return true;
    }

    private bool Fits()
    {
        for (var i = 0; i < _wanted.Count; i++)
        {
            if (_wanted[i].Amount > _free[i])
            {
                return false;
            }
        }

        return _places > 0;
    }

    private void Add(PodDemand pod, int sign)
    {
        _places += sign;
        for (var i = 0; i < _wanted.Count; i++)
        {
            _free[i] += sign * pod.Requests[_wanted[i].Resource];
        }
    }
}
