using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>DELETE of one object: answers a Status when it is gone, else the object that waits.</summary>
internal sealed class DeleteHandler(IResourceRegistry registry, ObjectSender sender) : IResourceHandler
{
    public async Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var deletion = await DeleteOptionsReader.ReadAsync(request, cancellationToken);
        var options = WriteRequestOptions.Options(request, deletion.DryRun is { Count: > 0 }, "");
        var outcome = await registry.DeleteAsync(request.Kind, request.Key, deletion, options, cancellationToken);
        if (outcome.Gone && !request.Kind.WriteRules.ReturnsDeletedObject)
        {
            await StatusSender.SendDeletedAsync(request, outcome.Object, cancellationToken);
            return;
        }

        await sender.SendAsync(request, StatusCodes.Status200OK, outcome.Object, cancellationToken);
    }
}
