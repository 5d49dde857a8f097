using OrleansScheduler.Resources.Explanations;
using Spectre.Console;

namespace OrleansScheduler.Host.Explaining;

/// <summary>Prints an explanation for people: the pod's state, the reasons by number of nodes, then the nodes.</summary>
internal sealed class ExplanationConsole(IAnsiConsole console)
{
    private readonly PlainTables _tables = new(console);

    /// <param name="inDetail">True to print every objection of the nodes on lines of its own.</param>
    public void Print(PodExplanation explanation, bool inDetail)
    {
        console.WriteLine($"Pod:    {explanation.Metadata.Namespace}/{explanation.Metadata.Name}");
        console.WriteLine($"State:  {QueueText.Of(explanation)}");
        if (explanation.Gang is { } gang)
        {
            console.WriteLine($"Gang:   {Gang(gang)}");
        }

        if (explanation.Message is { } message)
        {
            console.WriteLine($"Event:  {message}");
        }

        console.WriteLine($"Nodes:  {explanation.FittingCount} of {explanation.NodeCount} {Fit(explanation)}");
        foreach (var reason in explanation.Reasons)
        {
            console.WriteLine($"        {reason.Nodes,6}  {reason.Reason}");
        }

        console.WriteLine();
        if (inDetail)
        {
            explanation.Nodes.ToList().ForEach(PrintInDetail);
            return;
        }

        PrintFitting(explanation, [.. explanation.Nodes.Where(node => node.Fits)]);
        PrintRefusing([.. explanation.Nodes.Where(node => !node.Fits)]);
        PrintOmitted(explanation);
    }

    private static string Gang(GangState gang)
    {
        var domain = gang.TopologyKey is null ? "" : $" within one {gang.TopologyKey}";
        var missing = gang.Size - gang.Settled - gang.Waiting;
        return $"{gang.Name}, at least {gang.Size} pods together{domain}: {gang.Settled} placed or done, {gang.Waiting} waiting"
            + (missing > 0 ? $", {missing} not created yet" : "");
    }

    private static string Fit(PodExplanation explanation) =>
        (explanation.FittingCount == 1 ? "fits" : "fit") + (explanation.NodeName is null ? "" : ", as if the pod were not placed yet");

    private void PrintFitting(PodExplanation explanation, NodeExplanation[] nodes)
    {
        if (nodes.Length == 0)
        {
            return;
        }

        string[] plugins = [.. nodes.SelectMany(node => node.Scores ?? []).Select(score => score.Plugin).Distinct()];
        _tables.Print(
            ["FITTING NODE", "SCORE", .. plugins],
            nodes.Select(node => (string[])
            [
                node.Name == explanation.NodeName ? $"{node.Name} (here)" : node.Name,
                node.Score?.ToString() ?? "-",
                .. plugins.Select(plugin => node.Scores?.FirstOrDefault(score => score.Plugin == plugin)?.Score.ToString() ?? "-"),
            ]));
        console.WriteLine();
    }

    private void PrintRefusing(NodeExplanation[] nodes)
    {
        if (nodes.Length > 0)
        {
            _tables.Print(
                ["OTHER NODE, NEAREST FIRST", "REASON", "WHAT WOULD HELP"],
                nodes.Select(node => (string[])[node.Name, Reasons(node), Help(node)]));
        }
    }

    private void PrintOmitted(PodExplanation explanation)
    {
        if (explanation.Nodes.Count < explanation.NodeCount && explanation.Nodes.Count > 0)
        {
            console.WriteLine($"… and {explanation.NodeCount - explanation.Nodes.Count} more nodes (--top 0 shows all)");
        }
    }

    private void PrintInDetail(NodeExplanation node)
    {
        console.WriteLine(node.Fits ? $"{node.Name} fits{Scores(node)}" : $"{node.Name} does not fit:");
        foreach (var objection in node.Objections ?? [])
        {
            console.WriteLine($"  {objection.Plugin}: {string.Join(", ", objection.Reasons)}");
            foreach (var deficit in objection.Deficits ?? [])
            {
                console.WriteLine(
                    $"    {deficit.Resource}: {deficit.Requested} asked for, {deficit.Free} of {deficit.Allocatable} free, {deficit.Missing} missing");
            }

            foreach (var remedy in objection.Remedies ?? [])
            {
                console.WriteLine($"    → {remedy}");
            }
        }

        if (node.Preemption is { } loss)
        {
            console.WriteLine($"  or: {Loss(loss)}");
        }
    }

    private static string Scores(NodeExplanation node) => node.Scores is { } scores
        ? $", score {node.Score} = " + string.Join(" + ", scores.Select(score => $"{score.Score} {score.Plugin}"))
        : "";

    private static string Reasons(NodeExplanation node) =>
        string.Join("; ", (node.Objections ?? []).Select(objection => string.Join(", ", objection.Reasons)));

    private static string Help(NodeExplanation node)
    {
        var remedies = string.Join("; ", (node.Objections ?? []).SelectMany(objection => objection.Remedies ?? []));
        return node.Preemption is { } loss ? $"{remedies} (or: {Loss(loss)})" : remedies;
    }

    private static string Loss(PreemptionLoss loss) =>
        $"preempt {string.Join(", ", loss.Victims)}"
        + (loss.Violations == 0 ? "" : $", {loss.Violations} of them against their disruption budget");
}
