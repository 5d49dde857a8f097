using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Components;
using OrleansScheduler.Dashboard.Live;
using OrleansScheduler.Dashboard.Sessions;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Dashboard.Components.Shared;

/// <summary>A component that shows live objects: what it watches is redrawn on change and ends with it.</summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource closed = new();
    private readonly List<IAsyncDisposable> watched = [];

    [Inject]
    private protected ClusterSession Session { get; private set; } = null!;

    /// <summary>Cancelled when the component leaves the screen.</summary>
    protected CancellationToken Closed => closed.Token;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await closed.CancelAsync();
        foreach (var list in watched)
        {
            await list.DisposeAsync();
        }

        closed.Dispose();
    }

    private protected LiveList<T> Watch<T>(ResourceQuery query)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var list = Session.Watch<T>(query, () => InvokeAsync(Redraw));
        watched.Add(list);
        return list;
    }

    /// <summary>The query for a namespaced kind under the chosen namespace.</summary>
    private protected ResourceQuery InNamespace() => new() { Namespace = Session.Namespace };

    /// <summary>Derives what is shown from what is watched, before each redraw.</summary>
    protected virtual void Refresh()
    {
    }

    private void Redraw()
    {
        if (!closed.IsCancellationRequested)
        {
            Refresh();
            StateHasChanged();
        }
    }
}
