using k8s.Models;
using OrleansScheduler.ControlPlane.Nodes;
using OrleansScheduler.ControlPlane.Tests.Schedulers;

namespace OrleansScheduler.ControlPlane.Tests.Nodes;

public sealed class NodeEvictionsTests
{
    private static readonly V1Taint Taint = new() { Key = "node.kubernetes.io/unreachable", Effect = "NoExecute" };

    private readonly NodeEvictions _evictions = new();

    [Fact]
    public void Due_WithoutAToleration_IsAtOnce() => Assert.Single(Due(TestObjects.Pod("p"), 0));

    [Fact]
    public void Due_WithATolerationForEver_IsNever() => Assert.Empty(Due(Tolerating(null), 100_000));

    [Fact]
    public void Due_WithTolerationSeconds_CountsFromWhenTheTaintWasSeen()
    {
        var pod = Tolerating(300);

        Assert.Empty(Due(pod, 10));
        Assert.Empty(Due(pod, 309));
        Assert.Single(Due(pod, 310));
    }

    [Fact]
    public void Due_WhenTheTaintWentMeanwhile_StartsAnew()
    {
        var pod = Tolerating(300);
        Due(pod, 0);
        _evictions.Due([], [pod], TimeSpan.FromSeconds(100));

        Assert.Empty(Due(pod, 310));
        Assert.Single(Due(pod, 610));
    }

    [Fact]
    public void Due_WithSeveralTolerations_TakesTheShortest()
    {
        var pod = Tolerating(300);
        pod.Spec.Tolerations.Add(new V1Toleration { OperatorProperty = "Exists", TolerationSeconds = 5 });

        Assert.Empty(Due(pod, 0));
        Assert.Single(Due(pod, 5));
    }

    [Fact]
    public void Due_OfATerminatingPod_IsNotAskedAgain()
    {
        var pod = TestObjects.Pod("p");
        pod.Metadata.DeletionTimestamp = DateTime.UnixEpoch;

        Assert.Empty(Due(pod, 0));
    }

    private static V1Pod Tolerating(long? seconds)
    {
        var pod = TestObjects.Pod("p");
        pod.Spec.Tolerations =
            [new V1Toleration { Key = Taint.Key, OperatorProperty = "Exists", Effect = "NoExecute", TolerationSeconds = seconds }];
        return pod;
    }

    private IReadOnlyList<V1Pod> Due(V1Pod pod, int seconds) =>
        _evictions.Due([Taint], [pod], TimeSpan.FromSeconds(seconds));
}
