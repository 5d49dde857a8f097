using System.Text.Json;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Snapshot;

namespace OrleansScheduler.Scheduling.Tests.Golden;

/// <summary>
/// Replays a case with teacher forcing: every step is decided by us and compared, then the recorded outcome is
/// applied, so that one difference never spreads.
/// </summary>
internal sealed class RecordedReplay
{
    private readonly ClusterSnapshot _snapshot = new();
    private readonly PodEvaluation _evaluation;

    public RecordedReplay(RecordedCase recorded)
    {
        _evaluation = new PodEvaluation(recorded.Profile);
        foreach (var node in recorded.Nodes)
        {
            _snapshot.SetNode(node);
        }

        foreach (var pod in recorded.InitialPods.Where(pod => pod.Status?.Phase is not ("Succeeded" or "Failed")))
        {
            _snapshot.Place(PodDemand.Of(pod), pod.Spec.NodeName);
        }
    }

    public void Step(JsonElement step)
    {
        if (step.TryGetProperty("action", out var action))
        {
            Apply(action.GetString()!, step);
        }
        else if (step.TryGetProperty("preassigned", out _))
        {
            var pod = RecordedCase.PodOf(step);
            _snapshot.Place(PodDemand.Of(pod), pod.Spec.NodeName);
        }
        else if (!step.TryGetProperty("gated", out _))
        {
            Decide(step, RecordedCase.PodOf(step));
        }
    }

    private void Apply(string action, JsonElement step)
    {
        if (action == "updateNode")
        {
            _snapshot.SetNode(RecordedCase.Read<V1Node>(step.GetProperty("node")));
            return;
        }

        Assert.Equal("deletePods", action);
        foreach (var key in step.GetProperty("pods").EnumerateArray())
        {
            _snapshot.Remove(ObjectKey.Parse(key.GetString()!));
        }
    }

    private void Decide(JsonElement step, V1Pod pod)
    {
        var demand = PodDemand.Of(pod);
        _evaluation.Run(_snapshot, demand);
        var feasible = _evaluation.Feasible.Select(slot => _snapshot.Identity(slot).Name).ToArray();
        Assert.Equal(
            step.GetProperty("feasible").EnumerateArray().Select(name => name.GetString()),
            feasible.Order(StringComparer.Ordinal));
        CompareScores(step, pod.Metadata.Name, feasible);
        if (step.TryGetProperty("message", out var message))
        {
            Assert.Equal(
                message.GetString(),
                FailureMessage.Of(_snapshot.NodeCount, demand, _evaluation.RefusedEverywhere, _evaluation.Refusals));
        }

        if (step.GetProperty("boundTo").GetString() is { } node)
        {
            Assert.Equal(BestTotal(), _evaluation.Total(Array.IndexOf(feasible, node)));
            _snapshot.Place(demand, node);
        }
    }

    private long BestTotal() => Enumerable.Range(0, _evaluation.Feasible.Count).Max(_evaluation.Total);

    private void CompareScores(JsonElement step, string pod, string[] feasible)
    {
        if (!step.TryGetProperty("scores", out var scores))
        {
            return;
        }

        foreach (var recorded in scores.EnumerateObject())
        {
            var position = Array.IndexOf(feasible, recorded.Name);
            var ours = _evaluation.ScoresAt(position).ToDictionary(score => score.Plugin, score => score.Score);
            ours.Add("total", _evaluation.Total(position));
            Assert.Equal(
                $"{pod} on {recorded.Name}: {Text(recorded.Value.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetInt64()))}",
                $"{pod} on {recorded.Name}: {Text(ours)}");
        }
    }

    private static string Text(Dictionary<string, long> scores) =>
        string.Join(' ', scores.OrderBy(score => score.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));
}
