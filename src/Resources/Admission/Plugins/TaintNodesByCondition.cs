using k8s.Models;

namespace OrleansScheduler.Resources.Admission.Plugins;

/// <summary>A new node takes no pods until its readiness is known.</summary>
internal sealed class TaintNodesByCondition : IAdmissionPlugin
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string NoSchedule = "NoSchedule";

    public string Name => "TaintNodesByCondition";

    public ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request is { Operation: AdmissionOperation.Create, Subresource: "", Object: V1Node node })
        {
            Taint(node);
        }

        return ValueTask.CompletedTask;
    }

    private static void Taint(V1Node node)
    {
        node.Spec.Taints ??= [];
        if (!node.Spec.Taints.Any(taint => taint is { Key: NotReady, Effect: NoSchedule }))
        {
            node.Spec.Taints.Add(new V1Taint { Key = NotReady, Effect = NoSchedule });
        }
    }
}
