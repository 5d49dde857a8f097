using OrleansScheduler.Scheduling.Plugins;
using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>A filter plugin's rule for the pods of one signature, prepared again when it is void.</summary>
internal sealed class FilterRule(IFilterPlugin plugin)
{
    private long _version = -1;

    public IFilterPlugin Plugin { get; } = plugin;

    /// <summary>Null when every node satisfies it.</summary>
    public PodFilter? Filter { get; private set; }

    /// <summary>Why nodes the rule does not even consider are refused.</summary>
    public Refusal NotConsidered { get; } =
        new(plugin.Name, false, [$"node(s) didn't satisfy plugin(s) [{plugin.Name}]"]);

    /// <summary>Makes the rule good for the pod; true when it was prepared anew.</summary>
    /// <param name="isSame">True when the last pod asked for the same amounts.</param>
    public bool Use(PodDemand pod, bool isSame)
    {
        if (_version != Plugin.Version)
        {
            Filter = Plugin.Prepare(pod);
            _version = Plugin.Version;
            return true;
        }

        if (!isSame)
        {
            Filter?.Use(pod);
        }

        return false;
    }
}
