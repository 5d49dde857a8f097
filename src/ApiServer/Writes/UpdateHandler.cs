using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>PUT of an object or of one of its subresources.</summary>
internal sealed class UpdateHandler(IResourceRegistry registry, ObjectSender sender) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var options = WriteRequestOptions.Read(request, "UpdateOptions");
        var received = await ObjectDecoder.ReadAsync(request, cancellationToken);
        var outcome = await registry.UpdateAsync(
            request.Kind,
            request.Key,
            request.Subresource,
            _ => ObjectIdentity.TakeNameAndNamespace(request, received.Take()),
            options with { ExpectedUid = received.Uid },
            cancellationToken);
        var code = outcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        await sender.SendAsync(request, code, outcome.Object, cancellationToken);
    }
}
