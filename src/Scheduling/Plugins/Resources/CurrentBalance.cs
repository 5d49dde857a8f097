using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>
/// The balance of cpu and memory on every node as it is, which every pod's score is compared with. Kept current from
/// the log of changes, so that it costs one node per placement.
/// </summary>
internal sealed class CurrentBalance(ClusterSnapshot snapshot)
{
    private int[] _balances = [];
    private long _position = -1;

    public ReadOnlySpan<int> Catchup()
    {
        var changes = snapshot.Changes;
        if (_position < 0 || _balances.Length < snapshot.SlotsEnd || !changes.Reaches(_position))
        {
            Array.Resize(ref _balances, Math.Max(snapshot.SlotsEnd, _balances.Length));
            for (var slot = 0; slot < snapshot.SlotsEnd; slot++)
            {
                _balances[slot] = Compute(slot);
            }
        }
        else
        {
            for (var position = _position; position < changes.Position; position++)
            {
                _balances[changes[position]] = Compute(changes[position]);
            }
        }

        _position = changes.Position;
        return _balances;
    }

    private int Compute(int slot)
    {
        var (cpu, memory) = (snapshot.Column(ResourceAmounts.Cpu), snapshot.Column(ResourceAmounts.Memory));
        return cpu.Allocatable[slot] == 0 || memory.Allocatable[slot] == 0
            ? PodScorer.ScoreMax
            : Balance.Of(
                Balance.Fraction(cpu.Requested[slot], cpu.Allocatable[slot]),
                Balance.Fraction(memory.Requested[slot], memory.Allocatable[slot]));
    }
}
