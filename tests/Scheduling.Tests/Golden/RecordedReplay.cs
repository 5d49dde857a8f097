using System.Text.Json;
using k8s.Models;
using OrleansScheduler.Resources;
using OrleansScheduler.Scheduling.Planning;
using OrleansScheduler.Scheduling.Pods;
using OrleansScheduler.Scheduling.Preemption;

namespace OrleansScheduler.Scheduling.Tests.Golden;

/// <summary>
/// Replays a case with teacher forcing: every step is decided by us and compared, then the recorded outcome is
/// applied, so that one difference never spreads.
/// </summary>
internal sealed class RecordedReplay
{
    private readonly RecordedCluster _cluster;
    private readonly PodEvaluation _evaluation;
    private readonly Preemptor _preemptor;
    private readonly DisruptionBudget[] _budgets;
    private readonly Dictionary<string, V1Pod> _waiting = [];

    public RecordedReplay(RecordedCase recorded)
    {
        _cluster = new RecordedCluster(recorded);
        _evaluation = new PodEvaluation(recorded.Profile, _cluster.Snapshot);
        _preemptor = new Preemptor(_evaluation, _cluster.Snapshot);
        _budgets = [.. recorded.Objects<V1PodDisruptionBudget>("podDisruptionBudgets").Select(budget => new DisruptionBudget(budget))];
    }

    public void Step(JsonElement step)
    {
        if (step.TryGetProperty("action", out var action))
        {
            _cluster.Apply(action.GetString()!, step);
            return;
        }

        var pod = PodOf(step);
        if (step.TryGetProperty("preassigned", out _))
        {
            _cluster.Bind(pod, pod.Spec.NodeName);
        }
        else if (step.TryGetProperty("gated", out _))
        {
            Assert.NotEmpty(pod.Spec.SchedulingGates);
        }
        else
        {
            Decide(step, pod);
        }
    }

    private V1Pod PodOf(JsonElement step) => step.GetProperty("pod").ValueKind == JsonValueKind.String
        ? _waiting[step.GetProperty("pod").GetString()!]
        : RecordedCase.PodOf(step);

    private void Decide(JsonElement step, V1Pod pod)
    {
        var demand = PodDemand.Of(pod);
        _evaluation.Run(demand);
        CompareFeasible(step, demand);
        CompareScores(step.TryGetProperty("scores", out var scores) ? scores : default, demand);
        if (step.TryGetProperty("message", out var message))
        {
            CompareRefusal(step, demand, message.GetString()!);
        }

        if (step.TryGetProperty("nominated", out var nominated) && step.TryGetProperty("victims", out var victims))
        {
            Preempt(step, pod, nominated.GetString()!, Keys(victims));
        }
        else if (step.GetProperty("boundTo").GetString() is { } node)
        {
            Bind(step, pod, node);
        }
    }

    private void Preempt(JsonElement step, V1Pod pod, string node, IEnumerable<string> victims)
    {
        var demand = PodDemand.Of(pod);
        _cluster.Snapshot.Nominations.Set(demand, node);
        if (step.TryGetProperty("victimsTerminating", out _))
        {
            _waiting[demand.Key.ToString()] = pod;
            foreach (var victim in victims)
            {
                _cluster.Terminate(ObjectKey.Parse(victim));
            }

            if (step.TryGetProperty("thenDeleted", out _))
            {
                _cluster.Delete(demand.Key);
            }

            return;
        }

        foreach (var victim in victims)
        {
            _cluster.Delete(ObjectKey.Parse(victim));
        }

        _evaluation.Run(demand);
        CompareFeasible(step.GetProperty("afterPreemption"), demand);
        CompareScores(step.GetProperty("afterPreemption").GetProperty("scores"), demand);
        Bind(step, pod, step.GetProperty("boundTo").GetString()!);
    }

    private void Bind(JsonElement step, V1Pod pod, string node)
    {
        var totals = _evaluation.Totals;
        Assert.Equal(totals[_evaluation.Best(0)], totals[_cluster.Snapshot.SlotOf(node)]);
        if (step.TryGetProperty("startTime", out var start))
        {
            pod.Status ??= new V1PodStatus();
            pod.Status.StartTime = start.GetDateTime();
        }

        _cluster.Bind(pod, node);
        if (step.TryGetProperty("volumesAfter", out var volumes))
        {
            _cluster.ReplaceVolumes(volumes);
        }
    }

    // A pod with a nominated node that fits there is compared with no other.
    private void CompareFeasible(JsonElement step, PodDemand pod)
    {
        var names = FeasibleNames();
        var nominated = _cluster.Snapshot.Nominations.NodeOf(pod.Key);
        Assert.Equal(
            step.GetProperty("feasible").EnumerateArray().Select(name => name.GetString()),
            nominated is not null && names.Contains(nominated) ? [nominated] : names);
    }

    private string[] FeasibleNames()
    {
        var names = new List<string>();
        foreach (var slot in _evaluation.Feasible())
        {
            names.Add(_cluster.Snapshot.Identity(slot).Name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    private void CompareRefusal(JsonElement step, PodDemand pod, string message)
    {
        var refusals = RefusalCounts.Of(_evaluation, _cluster.Snapshot);
        var preemption = refusals.RefusedEverywhere is null
            ? _preemptor.Find(pod, refusals, _budgets, keepsAll: true)
            : new PreemptionOutcome();
        Assert.Equal(message, FailureMessage.Of(refusals, preemption));
        if (!step.TryGetProperty("preemptionCandidates", out var candidates))
        {
            Assert.Null(preemption.Chosen);
            return;
        }

        Assert.Equal(
            candidates.EnumerateObject().Select(node => $"{node.Name}: {string.Join(' ', Keys(node.Value))}").Order(),
            preemption.Candidates.Select(candidate => $"{candidate.NodeName}: {Text(candidate)}").Order());
        var chosen = preemption.Candidates.Single(candidate => candidate.NodeName == step.GetProperty("nominated").GetString());
        Assert.Equal(chosen.Rank, preemption.Chosen!.Rank);
    }

    private static string Text(PreemptionCandidate candidate) =>
        string.Join(' ', candidate.Victims.Select(victim => victim.Key.ToString()).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Keys(JsonElement list) => list.EnumerateArray().Select(key => key.GetString()!);

    private void CompareScores(JsonElement scores, PodDemand pod)
    {
        if (scores.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var ranked = new List<(long Total, int OfOurs)>();
        foreach (var recorded in scores.EnumerateObject())
        {
            var slot = _cluster.Snapshot.SlotOf(recorded.Name);
            var ours = _evaluation.ScoresOf(slot).ToDictionary(score => score.Plugin, score => score.Score);
            ours.Add("total", ours.Values.Sum());
            Assert.Equal(
                $"{pod} on {recorded.Name}: {Text(recorded.Value.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetInt64()))}",
                $"{pod} on {recorded.Name}: {Text(ours)}");
            ranked.Add((ours["total"], _evaluation.Totals[slot]));
        }

        // The totals that decide leave out what is the same for all nodes.
        Assert.True(ranked.Select(item => item.Total - item.OfOurs).Distinct().Count() <= 1, $"totals of {pod}");
    }

    private static string Text(Dictionary<string, long> scores) =>
        string.Join(' ', scores.OrderBy(score => score.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));
}
