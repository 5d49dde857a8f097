using k8s.Models;

namespace OrleansScheduler.Resources.Admission.Plugins;

/// <summary>A pod outlives five minutes of trouble with its node, unless it says otherwise.</summary>
internal sealed class DefaultTolerationSeconds : IAdmissionPlugin
{
    private const string NoExecute = "NoExecute";
    private const long Seconds = 300;

    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    public string Name => "DefaultTolerationSeconds";

    public ValueTask AdmitAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request is { Subresource: "", Object: V1Pod { Spec: not null } pod })
        {
            Tolerate(pod.Spec);
        }

        return ValueTask.CompletedTask;
    }

    private static void Tolerate(V1PodSpec spec)
    {
        foreach (var taint in Taints)
        {
            if (spec.Tolerations?.Any(toleration => Covers(toleration, taint)) != true)
            {
                spec.Tolerations ??= [];
                spec.Tolerations.Add(new V1Toleration
                {
                    Key = taint,
                    OperatorProperty = "Exists",
                    Effect = NoExecute,
                    TolerationSeconds = Seconds,
                });
            }
        }
    }

    private static bool Covers(V1Toleration toleration, string taint) =>
        (string.IsNullOrEmpty(toleration.Key) || toleration.Key == taint)
        && (string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == NoExecute);
}
