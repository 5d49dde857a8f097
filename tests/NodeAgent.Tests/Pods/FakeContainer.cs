using OrleansScheduler.NodeAgent.Runtime;

namespace OrleansScheduler.NodeAgent.Tests.Pods;

/// <summary>A container that runs until the test ends it.</summary>
internal sealed class FakeContainer(string name, int attempt = 0) : IContainer
{
    private readonly TaskCompletionSource<ContainerExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => $"{name}-{Spec.Attempt}";

    public ContainerSpec Spec { get; } = new()
    {
        PodUid = "uid", PodNamespace = "default", PodName = "p", Name = name, Attempt = attempt, Image = "host", Command = [], LogPath = "",
    };

    public DateTimeOffset? StartedAt => DateTimeOffset.UnixEpoch;

    public bool IsAlive => !exited.Task.IsCompleted;

    public Task<ContainerExit> Exited => exited.Task;

    /// <summary>What was asked of the container, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What a command in the container answers.</summary>
    public Func<ExecResult> OnExec { get; set; } = () => new(0, "");

    public bool EndsOnTerminate { get; init; } = true;

    public void End(int code) => exited.TrySetResult(
        new(code, ContainerExit.ReasonOf(code), "", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1)));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Terminate()
    {
        Asked.Add("terminate");
        if (EndsOnTerminate)
        {
            End(0);
        }
    }

    public void Kill()
    {
        Asked.Add("kill");
        End(137);
    }

    public Task<ExecResult> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(OnExec());

    public Task RemoveAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
