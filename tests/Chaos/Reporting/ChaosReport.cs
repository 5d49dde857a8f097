using System.Globalization;
using System.Text;
using OrleansScheduler.Chaos.Checking;
using OrleansScheduler.Chaos.Faults;
using OrleansScheduler.Chaos.Histories;
using OrleansScheduler.Chaos.Traffic;

namespace OrleansScheduler.Chaos.Reporting;

/// <summary>What a run did, how often each fault came and how long writes stood still, and what was found wrong.</summary>
internal sealed record ChaosReport(
    ChaosSettings Settings,
    string Storage,
    History History,
    IReadOnlyList<FaultRecord> Faults,
    IReadOnlyList<Watcher> Watchers,
    JobTraffic Jobs,
    IReadOnlyList<Violation> Violations)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"storage {Storage}, {Settings.Silos} silo(s), seed {Settings.Seed}, {History.Now.TotalSeconds:F0} s");
        AppendOperations(text);
        AppendJobs(text);
        AppendFaults(text);
        text.AppendLine(CultureInfo.InvariantCulture, $"violations: {Violations.Count}");
        foreach (var violation in Violations.Take(20))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {violation}");
        }

        return text.ToString();
    }

    /// <summary>The longest time without any acknowledged write while a fault was there.</summary>
    public TimeSpan LongestOutage(string fault)
    {
        TimeSpan[] acknowledged = [.. History.Operations
            .Where(operation => operation is { IsWrite: true, Outcome: Outcome.Done })
            .Select(operation => operation.End)
            .Order()];
        return Faults.Where(record => record.Name == fault)
            .SelectMany(record => acknowledged.Zip(acknowledged.Skip(1))
                .Where(gap => gap.Second > record.Start && gap.First < record.End)
                .Select(gap => gap.Second - gap.First))
            .DefaultIfEmpty()
            .Max();
    }

    private void AppendOperations(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{"operation",-12}{"done",10}{"refused",10}{"unknown",10}");
        foreach (var kind in History.Operations.GroupBy(operation => operation.Kind).OrderBy(kind => kind.Key))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{kind.Key,-12}{Count(kind, Outcome.Done),10:N0}{Count(kind, Outcome.Refused),10:N0}{Count(kind, Outcome.Unknown),10:N0}");
        }

        var events = History.Segments.Sum(segment => segment.Changes.Count);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Watchers.Count} watchers saw {events:N0} events over {Watchers.Sum(watcher => watcher.Connections)} connections "
            + $"and listed anew {Watchers.Sum(watcher => watcher.Relists)} times");
    }

    private void AppendJobs(StringBuilder text) => text.AppendLine(
        CultureInfo.InvariantCulture,
        $"{Jobs.Submitted} Jobs were run; the slowest took {Jobs.Longest.TotalSeconds:F0} s from submission to completion");

    private void AppendFaults(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{"fault",-36}{"times",8}{"longest time without a write",32}");
        foreach (var fault in Faults.GroupBy(record => record.Name))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{fault.Key,-36}{fault.Count(),8}{LongestOutage(fault.Key).TotalSeconds,30:F1} s");
        }
    }

    private static int Count(IEnumerable<Operation> operations, Outcome outcome) =>
        operations.Count(operation => operation.Outcome == outcome);
}
