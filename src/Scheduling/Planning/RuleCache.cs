using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>Rules by the signature of pods. When they become too many all are forgotten: making them is cheap.</summary>
internal sealed class RuleCache(PluginSet plugins)
{
    private const int KeptMax = 4096;

    private readonly Dictionary<PodSignature, PodRules> _rules = [];

    /// <summary>The rules, good for this pod until the next call.</summary>
    public PodRules Of(PodDemand pod)
    {
        if (!_rules.TryGetValue(pod.Signatures.Rules, out var rules))
        {
            if (_rules.Count >= KeptMax)
            {
                _rules.Clear();
            }

            _rules.Add(pod.Signatures.Rules, rules = new PodRules(plugins));
        }

        rules.Use(pod);
        return rules;
    }
}
