using System.CommandLine;
using k8s.Exceptions;
using OrleansScheduler.Host.Simulating;
using OrleansScheduler.NodeAgent.Simulation;
using Spectre.Console;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>simulate</c>: plays nodes that do not exist.</summary>
internal static class SimulateCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CleanUpLongest = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var flags = new SimulateFlags();
        var command = new Command(
            "simulate",
            """
            Play many nodes through the API: they register, renew leases, and pods bound to them seem to start, run and end. Nothing runs.

            Simulated nodes carry the label and the taint orleans-scheduler.dev/simulated=NAME: only pods that tolerate it come here,
            unless --untainted lets in all. A pod may choose how it fares by the annotations orleans-scheduler.dev/simulated-seconds and
            orleans-scheduler.dev/simulated-exit-code. Pods with restartPolicy Always run until they are deleted. Ctrl-C deletes the nodes.

            Try it:   orleans-scheduler dev --nodes 0       and there:   orleans-scheduler simulate --nodes 1000 --untainted
            """);
        flags.AddTo(command);
        command.SetGuardedAction((parsed, cancellationToken) => RunAsync(flags.Read(parsed), flags.Length(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SimulationOptions options, TimeSpan? length, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter(level => level >= LogLevel.Warning));
        using var simulation = Open(options, loggers);
        var console = new SimulationConsole(AnsiConsole.Console, options, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (length is { } limit)
        {
            stop.CancelAfter(limit);
        }

        try
        {
            console.Registering();
            await simulation.StartAsync(stop.Token);
            var playing = simulation.RunAsync(stop.Token);
            while (await Task.WhenAny(playing, Task.Delay(Period, stop.Token)) != playing && !stop.IsCancellationRequested)
            {
                console.Progress(simulation.Report);
            }

            await playing;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to end.
        }
        finally
        {
            console.Summarize(simulation);
            using var patience = new CancellationTokenSource(CleanUpLongest);
            await simulation.EndAsync(patience.Token);
        }

        return 0;
    }

    private static NodeSimulation Open(SimulationOptions options, ILoggerFactory loggers)
    {
        try
        {
            return new NodeSimulation(options, loggers, TimeProvider.System);
        }
        catch (KubeConfigException missing)
        {
            throw new CommandException($"No kubeconfig to use: {missing.Message}", missing);
        }
    }
}
