using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.ControlPlane.Reconcilers;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers;

public sealed class ReconcileLoopTests : IAsyncDisposable
{
    private static readonly ReconcilerOptions Options = new()
    {
        BackoffMin = TimeSpan.FromSeconds(1),
        BackoffMax = TimeSpan.FromSeconds(5),
    };

    private readonly FakeTimeProvider _time = new();
    private readonly ReconcileLoop _loop;
    private readonly List<TimeSpan> _runs = [];
    private readonly DateTimeOffset _start;
    private ITimer? _timer;
    private Func<Requeue> _reconcile = () => Requeue.OnChange;

    public ReconcileLoopTests()
    {
        _start = _time.GetUtcNow();
        _loop = new ReconcileLoop(RunAsync, WakeAfter, Options, NullLogger.Instance, "test");
    }

    [Fact]
    public async Task Look_Failing_BacksOffUpToTheCapWhateverIsSignalled()
    {
        _reconcile = () => throw new InvalidOperationException("not now");
        _loop.Look();

        await PassAsync(TimeSpan.FromSeconds(17));

        Assert.Equal([0, 1, 3, 7, 12, 17], _runs.Select(run => run.TotalSeconds));
    }

    [Fact]
    public async Task Look_SucceedsAfterFailures_StartsTheBackoffOver()
    {
        _reconcile = () => _runs.Count is 1 or 2 or 4 ? throw new InvalidOperationException("not now") : Requeue.OnChange;
        _loop.Look();
        await PassAsync(TimeSpan.FromSeconds(10));
        _loop.Look();
        await PassAsync(TimeSpan.FromSeconds(10));

        // At 10 s the fourth run fails as a first one does.
        Assert.Equal([0, 1, 3, 10, 11], _runs.Select(run => run.TotalSeconds));
    }

    [Fact]
    public async Task Look_RequeueAfter_RunsAgainThen()
    {
        _reconcile = () => _runs.Count == 1 ? Requeue.In(TimeSpan.FromSeconds(4)) : Requeue.OnChange;
        _loop.Look();

        await PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal([0, 4], _runs.Select(run => run.TotalSeconds));
    }

    [Fact]
    public async Task Look_Resting_CollectsSignalsAndKeepsTheRequeue()
    {
        _reconcile = () => new Requeue(_runs.Count == 2 ? TimeSpan.FromSeconds(6) : null)
        {
            Rest = TimeSpan.FromSeconds(2),
        };
        _loop.Look();
        await PassAsync(TimeSpan.FromSeconds(1));
        _loop.Look();
        _loop.Look();

        await PassAsync(TimeSpan.FromSeconds(20));

        // The second run is the signals' at the end of the rest, the third the one asked for 6 s later.
        Assert.Equal([0, 2, 8], _runs.Select(run => run.TotalSeconds));
    }

    [Fact]
    public async Task Look_SignalledDuringARun_RunsOnceMore()
    {
        _reconcile = () =>
        {
            if (_runs.Count == 1)
            {
                _loop.Look();
                _loop.Look();
            }

            return Requeue.OnChange;
        };
        _loop.Look();

        await _loop.Idle;

        Assert.Equal(2, _runs.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.StopAsync();
        _timer?.Dispose();
    }

    private Task<Requeue> RunAsync(CancellationToken cancellationToken)
    {
        _runs.Add(_time.GetUtcNow() - _start);
        return Task.FromResult(_reconcile());
    }

    private void WakeAfter(TimeSpan? delay)
    {
        _timer?.Dispose();
        _timer = delay is null
            ? null
            : _time.CreateTimer(_ => _loop.Wake(), null, delay.Value, Timeout.InfiniteTimeSpan);
    }

    private async Task PassAsync(TimeSpan time)
    {
        await _loop.Idle;
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _loop.Idle;
        }
    }
}
