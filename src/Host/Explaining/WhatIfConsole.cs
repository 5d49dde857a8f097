using System.Globalization;
using OrleansScheduler.Scheduling.WhatIf;
using Spectre.Console;

namespace OrleansScheduler.Host.Explaining;

/// <summary>Prints what a scenario would change, for people.</summary>
internal sealed class WhatIfConsole(IAnsiConsole console)
{
    private readonly PlainTables _tables = new(console);

    public void Print(WhatIfReport report)
    {
        Print("would move", ["POD", "FROM", "TO"], report.Moves.Select(move => (string[])[move.Pod, move.From ?? "", move.To]));
        Print("would start that wait now or are new", ["POD", "ON"], report.Starts.Select(move => (string[])[move.Pod, move.To]));
        Print("would be preempted", ["POD", "ON", "FOR"], report.Preempted.Select(pod => (string[])[pod.Pod, pod.Node, pod.For]));
        Print("would be lost, as nobody makes them again", ["POD", "ON"], report.Lost.Select(pod => (string[])[pod.Pod, pod.Node]));
        Print("would wait", ["POD", "FROM", "WHY"], report.Waits.Select(Row));
        Print("would wait as they do without it", ["POD", "FROM", "WHY"], report.StillWaits.Select(Row));
        _tables.Print(["", "NOW", "THEN"], Totals(report.Now, report.Then));
    }

    private static string[] Row(WaitingPod pod) => [pod.Pod, pod.From ?? "-", pod.Message];

    private static IEnumerable<string[]> Totals(ClusterUsage now, ClusterUsage then) =>
    [
        ["nodes", Text(now.Nodes), Text(then.Nodes)],
        ["pods on nodes", Text(now.Pods), Text(then.Pods)],
        ["pods waiting", Text(now.Pending), Text(then.Pending)],
        ["cpu asked for", Text(now.Cpu), Text(then.Cpu)],
        ["memory asked for", Text(now.Memory), Text(then.Memory)],
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(ResourceUsage usage) => string.Create(
        CultureInfo.InvariantCulture, $"{usage.Requested} of {usage.Allocatable} ({usage.Share * 100:0.#} %)");

    private void Print(string what, string[] headers, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        console.WriteLine($"{all.Count} {(all.Count == 1 ? "pod" : "pods")} {what}:");
        _tables.Print(headers, all);
        console.WriteLine();
    }
}
