using System.Diagnostics;
using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>Lists all the pods that the creations left.</summary>
internal sealed class PodList : IMeasurement
{
    private const int Repetitions = 20;

    public string Name => "list the pods created above, whole";

    public async Task<Figures> RunAsync(ApiUnderTest server, CancellationToken cancellationToken)
    {
        var path = $"api/v1/namespaces/{ApiUnderTest.Namespace}/pods";
        await server.GetAsync(path, cancellationToken);
        var durations = new List<TimeSpan>();
        var total = Stopwatch.StartNew();
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await server.GetAsync(path, cancellationToken);
            durations.Add(Stopwatch.GetElapsedTime(start));
        }

        return Figures.Of(durations, total.Elapsed);
    }
}
