using k8s.Models;

namespace OrleansScheduler.Scheduling.Pods;

/// <summary>What pods can be alike in; computed with the pod, so that likeness costs a comparison.</summary>
/// <param name="Crowd">How other pods see it: namespace, labels, affinity terms.</param>
/// <param name="Rules">All that decides which node is best, except amounts.</param>
/// <param name="Bare">That of it which has nothing to do with other pods.</param>
/// <param name="Amounts">The requests.</param>
internal readonly record struct PodSignatures(
    PodSignature Crowd, PodSignature Rules, PodSignature Bare, PodSignature Amounts)
{
    public static PodSignatures Of(PodDemand pod)
    {
        var crowd = Crowding(pod);
        var bare = Baring(pod);
        return new PodSignatures(crowd, Ruling(pod, crowd, bare), bare, Amounting(pod));
    }

    private static PodSignature Crowding(PodDemand pod)
    {
        var signature = new SignatureBuilder();
        signature.Add(pod.Key.Namespace);
        signature.AddUnordered(pod.Labels);
        signature.Add(pod.IsTerminating);
        pod.Affinity.AddTo(ref signature);
        return signature.Build();
    }

    private static PodSignature Ruling(PodDemand pod, PodSignature crowd, PodSignature bare)
    {
        var signature = new SignatureBuilder();
        signature.Add((long)crowd.High);
        signature.Add((long)crowd.Low);
        signature.Add((long)bare.High);
        signature.Add((long)bare.Low);
        signature.Add(pod.Spread.Count);
        foreach (var constraint in pod.Spread)
        {
            constraint.AddTo(ref signature);
        }

        signature.Add(pod.Owner?.ToString());
        return signature.Build();
    }

    private static PodSignature Baring(PodDemand pod)
    {
        var signature = new SignatureBuilder();
        signature.Add(pod.NodeName);
        signature.AddUnordered(pod.NodeSelector);
        AddTolerations(pod.Tolerations, ref signature);
        AddNodeTerms(pod, ref signature);
        signature.Add(pod.Images);
        signature.Add(pod.Ports.Select(port => port.ToString()));
        signature.Add(pod.Volumes.IsEmpty ? "" : pod.Key.Namespace);
        signature.Add(pod.Volumes.Claims.Select(claim => claim.ToString()));
        signature.Add(pod.Volumes.Disks.Select(disk => $"{disk} {string.Join(',', disk.Monitors)}"));
        return signature.Build();
    }

    private static PodSignature Amounting(PodDemand pod)
    {
        var signature = new SignatureBuilder();
        foreach (var amounts in (ResourceAmounts[])[pod.Requests, pod.RequestsScored])
        {
            signature.Add(amounts.Items.Length);
            foreach (var item in amounts.Items)
            {
                signature.Add(item.Resource);
                signature.Add(item.Amount);
            }
        }

        return signature.Build();
    }

    private static void AddTolerations(IReadOnlyList<V1Toleration> tolerations, ref SignatureBuilder signature)
    {
        signature.Add(tolerations.Count);
        foreach (var toleration in tolerations)
        {
            signature.Add(toleration.Key);
            signature.Add(toleration.OperatorProperty);
            signature.Add(toleration.Value);
            signature.Add(toleration.Effect);
        }
    }

    private static void AddNodeTerms(PodDemand pod, ref SignatureBuilder signature)
    {
        signature.Add(pod.RequiredNodeTerms?.Count ?? -1);
        foreach (var term in pod.RequiredNodeTerms ?? [])
        {
            AddTerm(term, ref signature);
        }

        signature.Add(pod.PreferredNodeTerms.Count);
        foreach (var term in pod.PreferredNodeTerms)
        {
            signature.Add(term.Weight);
            AddTerm(term.Preference, ref signature);
        }
    }

    private static void AddTerm(V1NodeSelectorTerm term, ref SignatureBuilder signature)
    {
        foreach (var requirements in (IList<V1NodeSelectorRequirement>[])[term.MatchExpressions ?? [], term.MatchFields ?? []])
        {
            signature.Add(requirements.Count);
            foreach (var requirement in requirements)
            {
                signature.Add(requirement.Key);
                signature.Add(requirement.OperatorProperty);
                signature.Add(requirement.Values ?? []);
            }
        }
    }
}
