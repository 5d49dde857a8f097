using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Patches;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>PATCH of an object or of one of its subresources. Without a resourceVersion in it a patch is repeated on conflicts.</summary>
internal sealed class PatchHandler(IResourceRegistry registry, ApplyHandler apply, ObjectSender sender) : IResourceHandler
{
    public Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken) =>
        PatchBody.TypeOf(request.Http.Request) == PatchType.Apply
            ? apply.HandleAsync(request, cancellationToken)
            : PatchAsync(request, cancellationToken);

    private async Task PatchAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var patch = await PatchBody.ReadAsync(request.Http.Request, cancellationToken);
        var options = WriteRequestOptions.Read(request, "PatchOptions");
        var outcome = await registry.UpdateAsync(
            request.Kind,
            request.Key,
            request.Subresource,
            current => PatchedObject.Of(
                request, patch, current ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name)),
            options,
            cancellationToken);
        await sender.SendAsync(request, StatusCodes.Status200OK, outcome.Object, cancellationToken);
    }
}
