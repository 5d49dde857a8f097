using OrleansScheduler.Scheduling.Pods;

namespace OrleansScheduler.Scheduling.Snapshot.Crowds;

/// <summary>
/// The crowds of pods and the censuses over them. A census is made when the first pod asks for it, counts the pods that
/// are placed, and is kept current by every placement from then on, so that no question ever walks over pods.
/// </summary>
internal sealed class PodCrowds(ClusterSnapshot snapshot)
{
    private readonly Dictionary<PodSignature, PodCrowd> _crowds = [];
    private readonly Dictionary<PodSignature, PodCensus> _censuses = [];
    private readonly List<PodCensus> _all = [];

    /// <summary>Grows when censuses and crowds were made anew: those obtained before count no more.</summary>
    public int Epoch { get; private set; }

    /// <summary>How much there is to remember.</summary>
    public int Size => _crowds.Count + _all.Count;

    /// <summary>The terms of all pods placed since the last reset.</summary>
    public List<HeldTermCensus> Held { get; } = [];

    public PodCrowd Of(PodDemand pod)
    {
        if (!_crowds.TryGetValue(pod.Signatures.Crowd, out var crowd))
        {
            crowd = new PodCrowd(pod, snapshot.Namespaces.Labels(pod.Key.Namespace));
            _crowds.Add(pod.Signatures.Crowd, crowd);
            Hold(HeldTermKind.Affinity, crowd.Terms.Affinity);
            Hold(HeldTermKind.AntiAffinity, crowd.Terms.AntiAffinity);
            Hold(HeldTermKind.PreferredAffinity, crowd.Terms.PreferredAffinity);
            Hold(HeldTermKind.PreferredAntiAffinity, crowd.Terms.PreferredAntiAffinity);
        }

        return crowd;
    }

    public void Count(PodCrowd crowd, int slot, int sign)
    {
        foreach (var (census, times) in crowd.CensusesAmong(_all))
        {
            census.Add(slot, sign * times);
        }
    }

    public void Move(int slot, int sign)
    {
        foreach (var census in _all)
        {
            census.Move(slot, sign);
        }
    }

    public PodCensus Spread(string ns, PodSelector selector)
    {
        var signature = new SignatureBuilder();
        signature.Add(nameof(Spread));
        signature.Add(ns);
        selector.AddTo(ref signature);
        return Census(signature.Build(), () => new SpreadCensus(ns, selector));
    }

    public PodCensus Matching(IReadOnlyList<PodAffinityTerm> terms)
    {
        var signature = new SignatureBuilder();
        signature.Add(nameof(Matching));
        foreach (var term in terms)
        {
            signature.Add((long)term.Signature.High);
            signature.Add((long)term.Signature.Low);
        }

        return Census(signature.Build(), () => new MatchingCensus(terms));
    }

    /// <summary>Forgets everything; the snapshot counts its pods again.</summary>
    public void Reset()
    {
        Epoch++;
        _crowds.Clear();
        _censuses.Clear();
        _all.Clear();
        Held.Clear();
    }

    // A new term is held by no placed pod yet: those with the same term are of an older crowd that held it.
    private void Hold(HeldTermKind kind, IReadOnlyList<PodAffinityTerm> terms)
    {
        foreach (var term in terms)
        {
            var signature = new SignatureBuilder();
            signature.Add((int)kind);
            signature.Add((long)term.Signature.High);
            signature.Add((long)term.Signature.Low);
            if (!_censuses.ContainsKey(signature.Build()))
            {
                var census = new HeldTermCensus(kind, term);
                _censuses.Add(signature.Build(), census);
                _all.Add(census);
                Held.Add(census);
            }
        }
    }

    private PodCensus Census(PodSignature signature, Func<PodCensus> create)
    {
        if (!_censuses.TryGetValue(signature, out var census))
        {
            census = create();
            _censuses.Add(signature, census);
            CountPlaced(census);
            _all.Add(census);
        }

        return census;
    }

    private void CountPlaced(PodCensus census)
    {
        var timesOf = new Dictionary<PodCrowd, int>(ReferenceEqualityComparer.Instance);
        foreach (var slot in snapshot.Slots)
        {
            foreach (var placed in snapshot.PlacedOn(slot))
            {
                if (!timesOf.TryGetValue(placed.Crowd, out var times))
                {
                    timesOf.Add(placed.Crowd, times = census.Times(placed.Crowd));
                }

                census.Add(slot, times);
            }
        }
    }
}
