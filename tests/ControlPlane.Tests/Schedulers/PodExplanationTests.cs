using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

public sealed class PodExplanationTests
{
    [Fact]
    public async Task Explain_PodThatFitsNowhere_TellsTheTextOfItsEventAndWhatItWaitsFor()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("nodes", TestObjects.Node("small", cpu: "1"));
        await silo.Store.CreateAsync("pods", TestObjects.Pod("big", cpu: "3"));
        var pods = await silo.Store.UntilAsync<V1Pod>("pods", pods => pods[0].Status.Conditions?.Count > 0);

        var explanation = await ExplainAsync(silo, "big");

        Assert.Equal(pods[0].Status.Conditions[0].Message, explanation.Message);
        Assert.Equal("Unschedulable", explanation.Queue.State);
        Assert.Equal(1, explanation.Queue.Attempts);
        Assert.Contains("NodeAdded", explanation.Queue.WaitsFor!);
        Assert.Equal("2", explanation.Nodes.Single().Objections!.Single().Deficits!.Single().Missing);
    }

    [Fact]
    public async Task Explain_PodsOfOtherStates_TellsThem()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        var gated = TestObjects.Pod("gated");
        gated.Spec.SchedulingGates = [new V1PodSchedulingGate { Name = "example.com/wait" }];
        await silo.Store.CreateAsync("nodes", TestObjects.Node("a"), TestObjects.Node("b"));
        await silo.Store.CreateAsync("pods", gated, TestObjects.Pod("other", scheduler: "mine"), TestObjects.Pod("ours"));
        await silo.Store.UntilAsync<V1Pod>("pods", pods => pods.Any(pod => !string.IsNullOrEmpty(pod.Spec.NodeName)));

        var placed = await ExplainAsync(silo, "ours");

        Assert.Equal("Placed", placed.Queue.State);
        Assert.Contains(placed.NodeName, (string[])["a", "b"]);
        Assert.All(placed.Nodes, node => Assert.True(node.Fits));
        Assert.Equal("Gated", (await ExplainAsync(silo, "gated")).Queue.State);
        Assert.Equal("Foreign", (await ExplainAsync(silo, "other")).Queue.State);
    }

    [Fact]
    public async Task Explain_OnANodeThatIsNotThere_IsRefused()
    {
        await using var silo = await SchedulingSilo.StartAsync();
        await silo.Store.CreateAsync("pods", TestObjects.Pod("p"));

        var refusal = await Assert.ThrowsAsync<StatusException>(() => ExplainAsync(silo, "p", "nowhere"));

        Assert.Equal("nodes \"nowhere\" not found", refusal.Message);
    }

    private static async Task<PodExplanation> ExplainAsync(SchedulingSilo silo, string name, string? node = null)
    {
        var token = TestContext.Current.CancellationToken;
        var pod = await silo.Store.GetAsync("pods", new ObjectKey("default", name), ReadConsistency.MostRecent, token);
        return await silo.Explainer.ExplainAsync(pod!, new ExplanationQuery(node, int.MaxValue), token);
    }
}
