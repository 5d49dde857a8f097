using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Planning;

/// <summary>Rules by the signature of pods. When they become too many all are forgotten: making them is cheap.</summary>
internal sealed class RuleCache(PluginSet plugins)
{
    private const int KeptMax = 4096;

    private readonly Dictionary<PodSignature, PodRules> _rules = [];
    private readonly Dictionary<PodSignature, NodeRules> _nodeRules = [];

    /// <summary>The rules, good for this pod until the next call.</summary>
    public PodRules Of(PodDemand pod)
    {
        if (!_rules.TryGetValue(pod.Signatures.Rules, out var rules))
        {
            rules = Add(pod.Signatures);
        }

        rules.Use(pod);
        return rules;
    }

    private PodRules Add(in PodSignatures signatures)
    {
        if (_rules.Count >= KeptMax)
        {
            _rules.Clear();
            _nodeRules.Clear();
        }

        if (!_nodeRules.TryGetValue(signatures.Bare, out var node))
        {
            _nodeRules.Add(signatures.Bare, node = new NodeRules(plugins));
        }

        var rules = new PodRules(plugins, node);
        _rules.Add(signatures.Rules, rules);
        return rules;
    }
}
