using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

/// <summary>A runtime whose containers are in memory.</summary>
internal sealed class FakeRuntime : IContainerRuntime
{
    public string Name => "process";

    public string Version => "1.2.3";

    public IReadOnlyList<MissingFeature> Missing => [];

    public IReadOnlyList<IContainer> Recovered { get; init; } = [];

    public Task<IReadOnlyList<IContainer>> RecoverAsync(CancellationToken cancellationToken) => Task.FromResult(Recovered);

    public Task<IContainer> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken) =>
        Task.FromResult<IContainer>(new FakeContainer(spec.Name, spec.Attempt));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
