using Microsoft.AspNetCore.Http;
using OrleansScheduler.ApiServer.Bodies;
using OrleansScheduler.ApiServer.Patches;
using OrleansScheduler.ApiServer.Responses;
using OrleansScheduler.ApiServer.Routing;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Writes;

/// <summary>PATCH of an object or of one of its subresources. Without a resourceVersion in it a patch is repeated on conflicts.</summary>
internal sealed class PatchHandler(
    IResourceRegistry registry, ApplyHandler apply, RepeatedRenewals renewals, ObjectSender sender) : IResourceHandler
{
    public Task HandleAsync(ResourceRequest request, CancellationToken cancellationToken) =>
        PatchBody.TypeOf(request.Http.Request) == PatchType.Apply
            ? apply.HandleAsync(request, cancellationToken)
            : PatchAsync(request, cancellationToken);

    private async Task PatchAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var type = PatchBody.TypeOf(request.Http.Request);
        var body = await BodyReader.ReadAsync(request.Http.Request, cancellationToken);
        var patch = PatchBody.Parse(type, body);
        var options = WriteRequestOptions.Read(request, "PatchOptions");
        if (RepeatedRenewals.Concerns(request)
            && await renewals.TryRepeatAsync(request, body, options, cancellationToken) is { } renewed)
        {
            await sender.SendAsync(request, StatusCodes.Status200OK, renewed, cancellationToken);
            return;
        }

        var outcome = await registry.UpdateAsync(
            request.Kind,
            request.Key,
            request.Subresource,
            current => PatchedObject.Of(
                request, patch, current ?? throw StatusErrors.NotFound(request.Kind, request.Key.Name)),
            options,
            cancellationToken);
        if (RepeatedRenewals.Concerns(request))
        {
            renewals.Remember(request, body, options, outcome.Object);
        }

        await sender.SendAsync(request, StatusCodes.Status200OK, outcome.Object, cancellationToken);
    }
}
