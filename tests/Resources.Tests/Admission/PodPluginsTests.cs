using k8s.Models;
using OrleansScheduler.Resources.Admission.Plugins;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Tests.Registry;

namespace OrleansScheduler.Resources.Tests.Admission;

/// <summary>The plugins that complete pods and nodes.</summary>
public sealed class PodPluginsTests
{
    private static readonly ObjectKey Key = new("ns", "p");

    private readonly RegistryFixture _fixture = new(store =>
    [
        new ServiceAccount(store, new IdGenerator(new Random(1)), TimeProvider.System),
        new TaintNodesByCondition(),
        new Priority(),
        new DefaultTolerationSeconds(),
    ]);

    [Fact]
    public async Task DefaultTolerationSeconds_NoTolerations_OutlivesFiveMinutesOfTrouble()
    {
        var pod = await CreateAsync(_ => { });

        Assert.Equal(
            ["node.kubernetes.io/not-ready 300", "node.kubernetes.io/unreachable 300"],
            pod.Spec.Tolerations.Select(toleration => $"{toleration.Key} {toleration.TolerationSeconds}"));
    }

    [Fact]
    public async Task DefaultTolerationSeconds_OwnToleration_IsKept()
    {
        var pod = await CreateAsync(spec => spec.Tolerations = [new V1Toleration { OperatorProperty = "Exists" }]);

        Assert.Null(Assert.Single(pod.Spec.Tolerations).TolerationSeconds);
    }

    [Fact]
    public async Task Priority_SystemClass_BecomesItsNumber()
    {
        var pod = await CreateAsync(spec => spec.PriorityClassName = "system-node-critical");

        Assert.Equal(2_000_001_000, pod.Spec.Priority);
        Assert.Equal("PreemptLowerPriority", pod.Spec.PreemptionPolicy);
    }

    [Fact]
    public async Task Priority_OwnNumber_IsForbidden()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => CreateAsync(spec => spec.Priority = 7));

        Assert.Equal(
            "pods \"p\" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission "
                + "controller computed 0 from the given PriorityClass name",
            refusal.Message);
    }

    [Fact]
    public async Task Priority_UnknownClass_IsForbidden()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => CreateAsync(spec => spec.PriorityClassName = "none"));

        Assert.Equal("pods \"p\" is forbidden: no PriorityClass with name none was found", refusal.Message);
    }

    [Fact]
    public async Task ServiceAccount_Default_MountsItsTokenInEveryContainer()
    {
        var pod = await CreateAsync(_ => { });

        var volume = Assert.Single(pod.Spec.Volumes);
        var mount = Assert.Single(Assert.Single(pod.Spec.Containers).VolumeMounts);
        Assert.Equal("default", pod.Spec.ServiceAccountName);
        Assert.Matches("^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$", volume.Name);
        Assert.Equal((volume.Name, "/var/run/secrets/kubernetes.io/serviceaccount"), (mount.Name, mount.MountPath));
    }

    [Fact]
    public async Task ServiceAccount_PodThatDeclines_HasNoToken()
    {
        var pod = await CreateAsync(spec => spec.AutomountServiceAccountToken = false);

        Assert.Null(pod.Spec.Volumes);
    }

    [Fact]
    public async Task ServiceAccount_Missing_IsForbidden()
    {
        var refusal = await Assert.ThrowsAsync<StatusException>(() => CreateAsync(spec => spec.ServiceAccountName = "robot"));

        Assert.Equal(
            "pods \"p\" is forbidden: error looking up service account ns/robot: serviceaccount \"robot\" not found",
            refusal.Message);
    }

    [Fact]
    public async Task TaintNodesByCondition_NewNode_TakesNoPodsYet()
    {
        var node = await _fixture.CreateAsync(Kinds.Nodes, new V1Node { Metadata = new V1ObjectMeta { Name = "n1" } });

        var taint = Assert.Single(node.Spec.Taints);
        Assert.Equal(("node.kubernetes.io/not-ready", "NoSchedule"), (taint.Key, taint.Effect));
    }

    private async Task<V1Pod> CreateAsync(Action<V1PodSpec> shape)
    {
        await _fixture.CreateAsync(
            Kinds.ServiceAccounts,
            new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = "default", NamespaceProperty = Key.Namespace } });
        var pod = SamplePod.Named(Key);
        shape(pod.Spec);
        return await _fixture.CreateAsync(Kinds.Pods, pod);
    }
}
