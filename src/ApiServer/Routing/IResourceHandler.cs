namespace OrleansScheduler.ApiServer.Routing;

/// <summary>Answers one verb on any kind, or one subresource of one kind.</summary>
internal interface IResourceHandler
{
    Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken);
}
