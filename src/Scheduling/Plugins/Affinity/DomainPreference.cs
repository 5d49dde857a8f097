using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Affinity;

/// <summary>
/// Terms that all speak of one topology: what they come to is the same for all nodes of a domain, so that it is summed
/// up and scaled per domain.
/// </summary>
internal sealed class DomainPreference
{
    private TopologyColumn? _column;
    private long[] _sums = [];
    private int[] _scores = [];

    public void Begin() => _column = null;

    /// <summary>False when the term speaks of another topology than those before.</summary>
    public bool TryAdd(TopologyCount count, int weight)
    {
        if (count.Total == 0)
        {
            return true;
        }

        if (_column is null)
        {
            Open(count.Column);
        }

        if (!ReferenceEquals(_column, count.Column))
        {
            return false;
        }

        foreach (var domain in count.Occupied)
        {
            _sums[domain + 1] += (long)weight * count[domain];
        }

        return true;
    }

    /// <summary>Only to be called when there is any term that comes to something.</summary>
    public bool TryChoose(Shortlist nodes, int weight, int from, out int best)
    {
        best = -1;
        if (!nodes.IsKnownBy(_column!))
        {
            return false;
        }

        var feasible = nodes.Sheet.FeasibleOver(_column!);
        var (min, max) = (long.MaxValue, long.MinValue);
        for (var domain = TopologyColumn.None; domain < _column!.DomainsEnd; domain++)
        {
            if (nodes.Keeps(domain) && feasible.In(domain) > 0)
            {
                (min, max) = (Math.Min(min, _sums[domain + 1]), Math.Max(max, _sums[domain + 1]));
            }
        }

        for (var domain = TopologyColumn.None; domain < _column.DomainsEnd; domain++)
        {
            _scores[domain + 1] = nodes.Keeps(domain) && feasible.In(domain) > 0
                ? weight * (int)PreferredTerms.Scaled(_sums[domain + 1], min, max)
                : 0;
        }

        best = nodes.Best(_column, _scores, from).Slot;
        return true;
    }

    private void Open(TopologyColumn column)
    {
        _column = column;
        if (_sums.Length <= column.DomainsEnd)
        {
            (_sums, _scores) = (new long[column.DomainsEnd + 1], new int[column.DomainsEnd + 1]);
        }

        Array.Clear(_sums);
    }
}
