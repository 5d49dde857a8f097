using k8s.Models;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.Resources.Tests.Registry;

public sealed class PodBinderTests
{
    private static readonly WriteOptions Writer = WriteOptions.ByController("scheduler");

    private readonly RegistryFixture _fixture = new();
    private readonly PodBinder _binder;

    public PodBinderTests()
    {
        _binder = new PodBinder(_fixture.Store, _fixture.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BindAsync_PendingPod_HasNodeAndCondition()
    {
        var pod = await CreateAsync("a");

        var outcome = Assert.Single(await BindAsync(To("n1", pod)));

        var bound = outcome.Pod!.As<V1Pod>();
        Assert.Equal(BindStatus.Bound, outcome.Status);
        Assert.Equal("n1", bound.Spec.NodeName);
        Assert.Equal(("PodScheduled", "True"), (bound.Status.Conditions.Single().Type, bound.Status.Conditions.Single().Status));
        Assert.Equal(pod.Metadata.Generation, bound.Metadata.Generation);
    }

    [Fact]
    public async Task BindAsync_BoundPod_KeepsItsNode()
    {
        var pod = await CreateAsync("a");
        await BindAsync(To("n1", pod));

        var outcome = Assert.Single(await BindAsync(To("n2", pod)));

        Assert.Equal(BindStatus.AlreadyBound, outcome.Status);
        Assert.Equal("n1", outcome.Pod!.As<V1Pod>().Spec.NodeName);
    }

    [Fact]
    public async Task BindAsync_TwoBindingsOfOnePod_BindItOnce()
    {
        var pod = await CreateAsync("a");

        var outcomes = await BindAsync(To("n1", pod), To("n2", pod));

        Assert.Equal([BindStatus.Bound, BindStatus.AlreadyBound], outcomes.Select(outcome => outcome.Status));
        Assert.Equal("n1", (await _fixture.FindAsync<V1Pod>(Kinds.Pods, new ObjectKey("ns", "a")))!.Spec.NodeName);
    }

    [Fact]
    public async Task BindAsync_AnotherBindAfterTheAdmission_IsRefusedByTheGuard()
    {
        var (first, second) = (await CreateAsync("a"), await CreateAsync("b"));
        var known = long.Parse(second.Metadata.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture);
        await BindAsync(To("n1", first));
        var guard = new WriteGuard(new IndexKey(ObjectIndex.NodeName, "n1"), known);

        var outcomes = await BindAsync(To("n1", second) with { Guard = guard });

        Assert.Equal(BindStatus.GuardRefused, Assert.Single(outcomes).Status);
        Assert.Null((await _fixture.FindAsync<V1Pod>(Kinds.Pods, new ObjectKey("ns", "b")))!.Spec.NodeName);
    }

    [Fact]
    public async Task BindAsync_GroupWithOneThatIsBound_BindsNoneOfThem()
    {
        var (first, second, alone) = (await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c"));
        await BindAsync(To("n1", second));

        var outcomes = await BindAsync(
            To("n1", first) with { Group = "g" }, To("n2", second) with { Group = "g" }, To("n2", alone));

        Assert.Equal(
            [BindStatus.GroupRefused, BindStatus.AlreadyBound, BindStatus.Bound], outcomes.Select(outcome => outcome.Status));
        Assert.Null((await _fixture.FindAsync<V1Pod>(Kinds.Pods, new ObjectKey("ns", "a")))!.Spec.NodeName);
    }

    [Fact]
    public async Task BindAsync_GroupWithOneRefusedByItsGuard_BindsNoneOfThem()
    {
        var (first, second, third) = (await CreateAsync("a"), await CreateAsync("b"), await CreateAsync("c"));
        var known = long.Parse(third.Metadata.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture);
        await BindAsync(To("n1", first));
        var guard = new WriteGuard(new IndexKey(ObjectIndex.NodeName, "n1"), known);

        var outcomes = await BindAsync(To("n2", second) with { Group = "g" }, To("n1", third) with { Group = "g", Guard = guard });

        Assert.Equal([BindStatus.GroupRefused, BindStatus.GuardRefused], outcomes.Select(outcome => outcome.Status));
        Assert.Null((await _fixture.FindAsync<V1Pod>(Kinds.Pods, new ObjectKey("ns", "b")))!.Spec.NodeName);
    }

    [Fact]
    public async Task BindAsync_OtherIncarnation_IsNotFound()
    {
        var pod = await CreateAsync("a");

        var outcomes = await BindAsync(To("n1", pod) with { Uid = "other" }, new PodBinding(new ObjectKey("ns", "none"), "u", "n1"));

        Assert.Equal([BindStatus.NotFound, BindStatus.NotFound], outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public async Task BindAsync_GatedPod_IsNotSchedulable()
    {
        var sent = SamplePod.Named(new ObjectKey("ns", "a"));
        sent.Spec.SchedulingGates = [new V1PodSchedulingGate { Name = "example.com/wait" }];
        var pod = await _fixture.CreateAsync(Kinds.Pods, sent);

        Assert.Equal(BindStatus.NotSchedulable, Assert.Single(await BindAsync(To("n1", pod))).Status);
    }

    [Fact]
    public async Task BindAsync_OverTheApi_RefusesASecondNode()
    {
        await CreateAsync("a");
        var key = new ObjectKey("ns", "a");
        await _binder.BindAsync(key, Binding("n1"), Writer, Cancellation);

        var refusal = await Assert.ThrowsAsync<StatusException>(
            () => _binder.BindAsync(key, Binding("n2"), Writer, Cancellation));

        Assert.Equal(409, refusal.Status.Code);
        Assert.EndsWith("pod a is already assigned to node \"n1\"", refusal.Message);
    }

    [Fact]
    public async Task BindAsync_OverTheApi_MergesLabelsAndAnnotations()
    {
        await CreateAsync("a");
        var binding = Binding("n1");
        binding.Metadata = new V1ObjectMeta
        {
            Labels = new Dictionary<string, string> { ["l"] = "1" },
            Annotations = new Dictionary<string, string> { ["x"] = "2" },
        };

        var bound = await _binder.BindAsync(new ObjectKey("ns", "a"), binding, Writer, Cancellation);

        Assert.Equal(("1", "2"), (bound.As<V1Pod>().Metadata.Labels["l"], bound.As<V1Pod>().Metadata.Annotations["x"]));
    }

    private Task<V1Pod> CreateAsync(string name) => _fixture.CreateAsync(Kinds.Pods, SamplePod.Named(new ObjectKey("ns", name)));

    private async Task<IReadOnlyList<BindOutcome>> BindAsync(params PodBinding[] bindings) =>
        await _binder.BindAsync(bindings, Cancellation);

    private static PodBinding To(string node, V1Pod pod) => new(new ObjectKey("ns", pod.Metadata.Name), pod.Metadata.Uid, node);

    private static V1Binding Binding(string node) => new() { Target = new V1ObjectReference { Kind = "Node", Name = node } };
}
