using OrleansScheduler.Benchmarks.Reporting;

namespace OrleansScheduler.Benchmarks.Measurements;

/// <summary>One line of the report.</summary>
internal interface IMeasurement
{
    string Name { get; }

    Task<Figures> RunAsync(ApiUnderTest server, CancellationToken cancellationToken);
}
