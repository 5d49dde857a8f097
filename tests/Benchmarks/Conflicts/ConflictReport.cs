using System.Globalization;

namespace OrleansScheduler.Benchmarks.Conflicts;

/// <summary><c>Benchmarks conflicts</c>: several schedulers over the same nodes, and what that costs.</summary>
internal static class ConflictReport
{
    private const int Nodes = 2_000;
    private const int Placements = 20_000;

    private static readonly double[] Loads = [0.70, 0.90, 0.97];
    private static readonly (int Schedulers, int Behind)[] Several = [(4, 200), (16, 1_000)];

    public static void Run()
    {
        Console.WriteLine($"{Nodes} nodes, {Placements} placements; a picture is current or behind by that many commits");
        Console.WriteLine(
            $"{"load",5} {"policy",-32} {"schedulers",10} {"behind",7} {"conflicts/pod",14} {"unplaceable",12} {"p99 tries",10} {"nodes in use",13}");
        foreach (var load in Loads)
        {
            foreach (var strategy in (string[])["LeastAllocated", "MostAllocated"])
            {
                Print(new ConflictCase(load, strategy, IsSliced: false, Schedulers: 1, Behind: 0));
                foreach (var (schedulers, behind) in Several)
                {
                    Print(new ConflictCase(load, strategy, IsSliced: false, schedulers, behind));
                    Print(new ConflictCase(load, strategy, IsSliced: true, schedulers, behind));
                }
            }
        }
    }

    private static void Print(ConflictCase run)
    {
        var figures = ConflictSimulation.Run(run, Nodes, Placements);
        if (figures.Overcommitted > 0)
        {
            throw new InvalidOperationException($"{figures.Overcommitted} nodes hold more than they have.");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Load * 100,4:0} % {run.Policy,-32} {run.Schedulers,10} {run.Behind,7} {figures.Conflicts,14:0.000} "
            + $"{figures.Unplaceable * 100,10:0.0} % {figures.TriesP99,10} {figures.NodesInUse,13}"));
    }
}
