using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>POST of an object.</summary>
internal sealed class CreateHandler(IResourceRegistry registry, ObjectSender sender) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = WriteRequestOptions.Read(request, "CreateOptions");
        var received = await ObjectDecoder.ReadAsync(request, cancellationToken);
        var obj = ObjectIdentity.TakeNamespace(request, received.Take());
        var stored = await registry.CreateAsync(request.Kind, obj, options, cancellationToken);
        await sender.SendAsync(request, StatusCodes.Status201Created, stored, cancellationToken);
    }
}
