using k8s.Models;
using OrleansScheduler.Resources.Store;

namespace OrleansScheduler.ControlPlane.Tests.Schedulers;

/// <summary>Follows binds in the order of their commits: those of a gang must be neighbours.</summary>
internal sealed class GangWatch(int size)
{
    private readonly HashSet<string> _bound = [];
    private string? _gang;
    private int _count;

    /// <summary>Gangs between whose binds there was another write.</summary>
    public List<string> Broken { get; } = [];

    public static string GangOf(V1Pod pod) => pod.Metadata.Annotations["scheduling.orleans-scheduler.dev/gang"];

    public async Task ReadAsync(IResourceWatch watch, int until)
    {
        while (_bound.Count < until && await watch.WaitToReadAsync(TestContext.Current.CancellationToken))
        {
            while (watch.TryRead(out var change))
            {
                Observe(change.Object.As<V1Pod>());
            }
        }
    }

    private void Observe(V1Pod pod)
    {
        var isBind = !string.IsNullOrEmpty(pod.Spec.NodeName) && _bound.Add(pod.Metadata.Name);
        if (_count > 0 && !(isBind && GangOf(pod) == _gang))
        {
            Broken.Add(_gang!);
        }

        if (isBind)
        {
            _count = GangOf(pod) == _gang ? _count + 1 : 1;
            _gang = GangOf(pod);
            _count %= size;
        }
    }
}
