using OrleansScheduler.Resources;

namespace OrleansScheduler.ApiServer.Routing;

/// <summary>A resource that is answered and never stored: reviews, the old <c>bindings</c>. It can only be created.</summary>
internal abstract class VirtualResource
{
    public abstract GroupVersionKind Kind { get; }

    public abstract string Plural { get; }

    public virtual bool IsNamespaced => false;

    public abstract Task CreateAsync(ApiRequest request, CancellationToken cancellationToken);
}
