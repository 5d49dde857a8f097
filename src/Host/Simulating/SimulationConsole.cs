using OrleansScheduler.Host.Running;
using OrleansScheduler.NodeAgent.Simulation;
using Spectre.Console;

namespace OrleansScheduler.Host.Simulating;

/// <summary>What <c>simulate</c> shows: one line of progress, and a summary at the end.</summary>
internal sealed class SimulationConsole(IAnsiConsole terminal, SimulationOptions options, TimeProvider time)
{
    private readonly RunConsole _console = new(terminal);
    private readonly long _started = time.GetTimestamp();
    private SimulationReport _last = new();
    private long _lastAt = time.GetTimestamp();

    public void Registering() => _console.Progress($"Registering {options.Nodes:n0} nodes …");

    public void Progress(SimulationReport now)
    {
        var seconds = time.GetElapsedTime(_lastAt).TotalSeconds;
        var (bound, started) = ((now.Bound - _last.Bound) / seconds, (now.Started - _last.Started) / seconds);
        _console.Progress(
            $"{now.Nodes:n0} nodes, {now.Pending:n0} pods pending, {now.Bound:n0} bound ({bound:n0}/s), {now.Started:n0} started "
            + $"({started:n0}/s), {now.Succeeded:n0} succeeded, {now.Failed:n0} failed, {now.Deleted:n0} deleted");
        (_last, _lastAt) = (now, time.GetTimestamp());
    }

    public void Summarize(NodeSimulation simulation)
    {
        var report = simulation.Report;
        _console.End();
        _console.Say($"""
            {report.Nodes:n0} nodes played for {time.GetElapsedTime(_started).TotalSeconds:n0} s
            pods        {report.Bound:n0} bound, {report.Started:n0} started, {report.Succeeded:n0} succeeded, {report.Failed:n0} failed, {report.Deleted:n0} deleted, {report.Refused:n0} refused for want of room
            heartbeats  {report.Heartbeats:n0}, failed {report.HeartbeatsFailed:n0}; other requests sent again: {report.Troubles:n0}
            created → bound    p50 {report.BindingMedian.TotalMilliseconds:n1} ms, p99 {report.BindingP99.TotalMilliseconds:n1} ms
            bound → Running    p50 {report.StartMedian.TotalMilliseconds:n1} ms, p99 {report.StartP99.TotalMilliseconds:n1} ms
            """);
    }
}
